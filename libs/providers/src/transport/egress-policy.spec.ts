import { describe, expect, it } from 'vitest';
import { isEgressAllowed } from './egress-policy.js';

describe(isEgressAllowed, () => {
  it.each(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('always lets %s through', (address) => {
    expect(isEgressAllowed(address, { allowPrivate: false })).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '::1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    'fd12::1',
    '::ffff:10.0.0.1',
    '100.64.0.1',
  ])('lets %s through only where private networks are allowed', (address) => {
    expect(isEgressAllowed(address, { allowPrivate: true })).toBe(true);
    expect(isEgressAllowed(address, { allowPrivate: false })).toBe(false);
  });

  it.each([
    '169.254.169.254',
    '::ffff:169.254.169.254',
    'fe80::1',
    'fd00:ec2::254',
    '100.100.100.200',
    '168.63.129.16',
    '0.0.0.0',
    '::',
    '224.0.0.1',
    '255.255.255.255',
    '64:ff9b::a9fe:a9fe',
    'not an address',
  ])('never lets %s through', (address) => {
    expect(isEgressAllowed(address, { allowPrivate: true })).toBe(false);
  });
});
