import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../http/id.pipe.js';
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

  @Put(':id')
  update(@Param('id', IdPipe) id: number, @Body() dto: UpdateEndpointDto) {
    return this.endpoints.update(id, dto);
  }

  @Delete(':id')
  async remove(@Param('id', IdPipe) id: number) {
    await this.endpoints.remove(id);
    return { success: true, id };
  }

  @Post(':id/test')
  @HttpCode(200)
  test(@Param('id', IdPipe) id: number) {
    return this.probes.test(id);
  }

  @Get(':id/models')
  models(@Param('id', IdPipe) id: number) {
    return this.probes.models(id);
  }
}
