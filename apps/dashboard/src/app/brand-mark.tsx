export function BrandMark() {
  return (
    <svg
      width="24"
      height="24"
      viewBox="0 0 32 32"
      fill="none"
      strokeWidth="4"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <rect width="32" height="32" rx="7" fill="#3b5bdb" />
      <path d="M6 21h20" stroke="#fff" />
      <path d="M8 21c8 0 8-10 18-10" stroke="#91a7ff" />
    </svg>
  );
}
