import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../http/id.pipe.js';
import { CreateVirtualModelDto, UpdateVirtualModelDto } from './virtual-model.dto.js';
import { VirtualModelsService } from './virtual-models.service.js';

/** Both prefixes are in use among clients of the API this one replaces. */
@ApiTags('virtual models')
@Controller(['api/admin/virtual-models', 'virtual-models'])
export class VirtualModelsController {
  constructor(private readonly virtualModels: VirtualModelsService) {}

  @Get()
  list() {
    return this.virtualModels.list();
  }

  @Post()
  create(@Body() dto: CreateVirtualModelDto) {
    return this.virtualModels.create(dto);
  }

  @Put(':id')
  update(@Param('id', IdPipe) id: number, @Body() dto: UpdateVirtualModelDto) {
    return this.virtualModels.update(id, dto);
  }

  @Delete(':id')
  async remove(@Param('id', IdPipe) id: number) {
    await this.virtualModels.remove(id);
    return { success: true, id };
  }
}
