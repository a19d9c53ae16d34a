import { type DynamicModule, Module } from '@nestjs/common';
import { readKeyRing } from './key-ring.js';
import { SecretBox } from './secret-box.js';

@Module({})
export class SecretsModule {
  /** @throws {Error} when the key file is missing or malformed, which stops the start */
  static forRoot(config: { MASTER_KEY_FILE: string }): DynamicModule {
    return {
      module: SecretsModule,
      global: true,
      providers: [
        { provide: SecretBox, useFactory: () => new SecretBox(readKeyRing(config.MASTER_KEY_FILE)) },
      ],
      exports: [SecretBox],
    };
  }
}
