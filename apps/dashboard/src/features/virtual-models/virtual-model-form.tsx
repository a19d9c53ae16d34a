import { Switch, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import type { VirtualModel } from '../../api/types';
import { FormFrame } from '../../ui/form-frame';
import { errorWithoutField, useDraft } from '../../ui/use-draft';
import { ActualModelField } from './actual-model-field';
import { AdvancedFields } from './advanced-fields';
import { EndpointField } from './endpoint-field';
import { PriceFields } from './price-fields';
import { checkVirtualModelDraft, readVirtualModelDraft } from './read-virtual-model-draft';
import { useSaveVirtualModel } from './use-virtual-models';
import { startVirtualModelDraft, virtualModelFields } from './virtual-model-draft';

export function VirtualModelForm({ model }: { model: VirtualModel | null }) {
  const navigate = useNavigate();
  const save = useSaveVirtualModel(model?.id ?? null);
  const { draft, errors, change, setErrors, showServerErrors } = useDraft(startVirtualModelDraft(model));
  const fields = { draft, errors, change };

  function submit(): void {
    const found = checkVirtualModelDraft(draft);
    setErrors(found);
    save.reset();
    if (Object.keys(found).length > 0) return;
    save.mutate(readVirtualModelDraft(draft), {
      onSuccess: () => void navigate('/virtual-models'),
      onError: showServerErrors,
    });
  }

  return (
    <FormFrame
      label={model ? `Edit virtual model ${model.name}` : 'Add virtual model'}
      errors={errors}
      error={errorWithoutField(save.error, virtualModelFields)}
      isSaving={save.isPending}
      cancelTo="/virtual-models"
      onSubmit={submit}
    >
      <TextInput
        label="Name"
        description="What callers put in “model”."
        required
        value={draft.name}
        error={errors.name}
        onChange={(event) => change('name', event.currentTarget.value)}
      />
      <EndpointField {...fields} />
      <ActualModelField {...fields} key={draft.endpoint_id} />
      <Textarea
        label="Description"
        autosize
        minRows={1}
        maxRows={6}
        value={draft.description}
        error={errors.description}
        onChange={(event) => change('description', event.currentTarget.value)}
      />
      <PriceFields {...fields} />
      <Switch
        label="Enabled"
        checked={draft.enabled}
        error={errors.enabled}
        onChange={(event) => change('enabled', event.currentTarget.checked)}
      />
      <AdvancedFields {...fields} />
    </FormFrame>
  );
}
