import { type Static, type TSchema, type TUnsafe, Type } from 'typebox'

// What the schemas of every room's routes are made of.

/**
 * A value that may be missing in an answer. Said as a second type where that is possible: a choice of schemas (`anyOf`) is
 * compiled at every start and decided for every value of every row that is sent.
 */
export function Nullable<T extends TSchema>(schema: T): TUnsafe<Static<T> | null> {
  const { type, enum: values } = schema as { type?: unknown; enum?: readonly unknown[] }
  if (values) return Type.Unsafe({ ...schema, enum: [...values, null] })
  if (typeof type !== 'string' || 'const' in schema) return Type.Unsafe(Type.Union([schema, Type.Null()]))
  return Type.Unsafe({ ...schema, type: [type, 'null'] })
}

/** Calendar date in Viet Nam. */
export const Day = Type.String({ format: 'date', description: 'YYYY-MM-DD' })

export const Uuid = Type.String({ format: 'uuid' })

/** `:id` of a record with a UUID. */
export const UuidParams = Type.Object({ id: Uuid })

/** `:id` of a record with a number. */
export const NumberParams = Type.Object({ id: Type.Integer({ minimum: 1 }) })
