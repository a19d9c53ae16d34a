import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CONFIG } from '@switchyard/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AdminApiConfig } from '../admin-api.config.js';
import { OperatorsService } from './operators.service.js';
import { SignInDto } from './session.dto.js';
import { readSessionCookie, writeSessionCookie } from './session-cookie.js';

/** The operator's sign-in. */
@ApiTags('session')
@Controller('api/admin/session')
export class SessionController {
  constructor(
    private readonly operators: OperatorsService,
    @Inject(CONFIG) private readonly config: AdminApiConfig,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest) {
    if (!this.config.AUTH_ENABLED) return { authenticated: true, auth_enabled: false, username: null };
    const token = readSessionCookie(request);
    const operator = token ? await this.operators.findBySession(token) : null;
    return { authenticated: operator !== null, auth_enabled: true, username: operator?.username ?? null };
  }

  @Post()
  @HttpCode(200)
  async signIn(
    @Body() dto: SignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const operator = await this.operators.checkPassword(dto.username ?? 'admin', dto.password, request.ip);
    writeSessionCookie(request, reply, await this.operators.openSession(operator));
    return { authenticated: true, auth_enabled: this.config.AUTH_ENABLED, username: operator.username };
  }

  @Delete()
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const token = readSessionCookie(request);
    if (token) await this.operators.closeSession(token);
    writeSessionCookie(request, reply, null);
    return { success: true };
  }
}
