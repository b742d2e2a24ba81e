import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../api.ts'
import type { paths } from '../generated/api.d.ts'

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan', id],
    queryFn: () => answer(api.GET('/api/plans/{id}', { params: { path: { id } } })),
    // what is approved is what stands on the server now: a record opened is asked for anew, whatever was seen of it before
    staleTime: 0,
  })

export const staffQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan', id, 'people'],
    queryFn: () => answer(api.GET('/api/plans/{id}/people', { params: { path: { id } } })),
    staleTime: 300_000,
  })

export const coverageQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan', id, 'coverage'],
    queryFn: () => answer(api.GET('/api/plans/{id}/coverage', { params: { path: { id } } })),
  })

export type Plan = Awaited<ReturnType<NonNullable<ReturnType<typeof planQuery>['queryFn']>>>
export type PlanTask = Plan['tasks'][number]
export type Standing = Plan['standing']
export type Staff = Awaited<ReturnType<NonNullable<ReturnType<typeof staffQuery>['queryFn']>>>
export type Coverage = Awaited<ReturnType<NonNullable<ReturnType<typeof coverageQuery>['queryFn']>>>
export type CarrierCount =
  paths['/api/plans/{id}/carriers/count']['post']['responses'][200]['content']['application/json']
