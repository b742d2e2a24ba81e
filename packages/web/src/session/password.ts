import { answer, api } from '../api.ts'
import { ProblemError } from '../problem.ts'

/** The server's least length; it alone knows the rest (not one's own number or code). */
export const PASSWORD_LENGTH = 8

/** Changes one's own password. What is wrong with the new one is told at `next`, the field a person typed it in. */
export async function changePassword(input: { current: string; next: string }): Promise<void> {
  try {
    await answer(api.POST('/api/me/password', { body: input }))
  } catch (thrown) {
    if (!(thrown instanceof ProblemError) || !thrown.problem.errors) throw thrown
    const { problem } = thrown
    throw new ProblemError({
      ...problem,
      errors: problem.errors?.map((error) => (error.path === '/password' ? { ...error, path: '/next' } : error)),
    })
  }
}
