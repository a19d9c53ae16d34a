import { Body, Controller, Delete, Get, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { HasId, Id } from '../http/id.decorator.js';
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

  @HasId()
  @Put(':id')
  update(@Id() id: number, @Body() dto: UpdateVirtualModelDto) {
    return this.virtualModels.update(id, dto);
  }

  @HasId()
  @Delete(':id')
  async remove(@Id() id: number) {
    await this.virtualModels.remove(id);
    return { success: true, id };
  }
}
