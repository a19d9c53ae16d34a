import type { FieldErrors } from '../../ui/use-draft';
import type { VirtualModelDraft } from './virtual-model-draft';

/** What every group of fields in the form needs. */
export type DraftFieldsProps = {
  draft: VirtualModelDraft;
  errors: FieldErrors;
  change: <Field extends keyof VirtualModelDraft>(field: Field, value: VirtualModelDraft[Field]) => void;
};
