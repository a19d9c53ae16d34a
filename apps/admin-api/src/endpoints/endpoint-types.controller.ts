import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { endpointTypes } from '@switchyard/providers';

@ApiTags('endpoints')
@Controller('api/admin/endpoint-types')
export class EndpointTypesController {
  @Get()
  list() {
    return endpointTypes.map(({ type, label, exampleUrl }) => ({ type, label, example_url: exampleUrl }));
  }
}
