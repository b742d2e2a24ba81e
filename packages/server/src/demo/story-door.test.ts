import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuthenticate } from '../platform/auth/index.ts'
import { type App, buildApp, type Room } from '../platform/http.ts'
import { openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedSmallTree } from '../seeds/index.ts'
import { type StoryDoor, storyDoor } from './story-door.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let door: StoryDoor
let app: App
let tree: SmallTree

const who: Room = (api) => {
  api.get('/api/who', { config: { access: 'signed-in' } }, (request) => ({ name: request.actor.name }))
}

beforeAll(async () => {
  services = await openTestServices()
  door = storyDoor(services, createAuthenticate(services))
  app = await buildApp({ services, rooms: [who], authenticate: door.authenticate })
  tree = await seedSmallTree(services.database)
})
afterAll(async () => {
  await app.close()
  await services.close()
})

const status = async () => {
  const { id } = tree.people.school.teacher!
  return (await app.inject({ url: '/api/who', headers: { 'x-person': id } })).statusCode
}

test('the named person is believed while the story is told, and neither before nor after', async () => {
  expect(await status()).toBe(401)
  await door.whileTelling(async () => expect(await status()).toBe(200))
  expect(await status()).toBe(401)
})

test('a story that breaks off closes the door too', async () => {
  await expect(
    door.whileTelling(async () => {
      throw new Error('broken off')
    }),
  ).rejects.toThrow('broken off')
  expect(await status()).toBe(401)
})
