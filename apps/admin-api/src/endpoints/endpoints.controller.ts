import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { HasId, Id } from '../http/id.decorator.js';
import { CreateEndpointDto, UpdateEndpointDto } from './endpoint.dto.js';
import { EndpointProbesService } from './endpoint-probes.service.js';
import { EndpointsService } from './endpoints.service.js';

/** Both prefixes are in use among clients of the API this one replaces. */
@ApiTags('endpoints')
@Controller(['api/admin/endpoints', 'endpoints'])
export class EndpointsController {
  constructor(
    private readonly endpoints: EndpointsService,
    private readonly probes: EndpointProbesService,
  ) {}

  @Get()
  list() {
    return this.endpoints.list();
  }

  @Post()
  create(@Body() dto: CreateEndpointDto) {
    return this.endpoints.create(dto);
  }

  @HasId()
  @Put(':id')
  update(@Id() id: number, @Body() dto: UpdateEndpointDto) {
    return this.endpoints.update(id, dto);
  }

  @HasId()
  @Delete(':id')
  async remove(@Id() id: number) {
    await this.endpoints.remove(id);
    return { success: true, id };
  }

  @HasId()
  @Post(':id/test')
  @HttpCode(200)
  test(@Id() id: number) {
    return this.probes.test(id);
  }

  @HasId()
  @Get(':id/models')
  models(@Id() id: number) {
    return this.probes.models(id);
  }
}
