import { type TSchema, Type } from 'typebox'

// What the schemas of every room's routes are made of.

/** A value that may be missing in an answer. */
export const Nullable = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()])

/** Calendar date in Viet Nam. */
export const Day = Type.String({ format: 'date', description: 'YYYY-MM-DD' })

export const Uuid = Type.String({ format: 'uuid' })

/** `:id` of a record with a UUID. */
export const UuidParams = Type.Object({ id: Uuid })

/** `:id` of a record with a number. */
export const NumberParams = Type.Object({ id: Type.Integer({ minimum: 1 }) })
