import { sampleSession } from './sample.ts'

/** What the gallery answers instead of a server. Development only: the gallery is no input of the build. */
const ANSWERS: Record<string, unknown> = {
  '/api/session': sampleSession,
  '/api/setup': { needed: false },
  '/api/views': {
    rows: [
      {
        id: 1,
        name: 'Chờ Sở trả lời',
        query: { filters: { state: ['submitted'] }, q: 'đối ngoại' },
        shared: false,
        version: 1,
      },
      { id: 2, name: 'Cả đơn vị theo dõi', query: { filters: { issuer: ['so'] } }, shared: true, version: 1 },
    ],
    mayShare: true,
  },
  '/api/me/sessions': {
    items: [
      {
        id: '1',
        device: 'Chrome trên Windows, phòng văn thư',
        startedAt: '2026-04-27T01:00:00Z',
        lastSeenAt: '2026-04-27T02:10:00Z',
        shared: true,
        current: true,
      },
      {
        id: '2',
        device: 'Safari trên iPhone',
        startedAt: '2026-04-20T01:00:00Z',
        lastSeenAt: '2026-04-26T14:02:00Z',
        shared: false,
        current: false,
      },
    ],
  },
  '/api/notices': {
    unread: 3,
    items: [
      {
        id: '1',
        title: 'Sở Giáo dục và Đào tạo nhắc: báo cáo kết quả công tác đối ngoại quý I còn 3 ngày',
        at: '2026-04-27T01:05:00Z',
        href: '/',
        read: false,
      },
      { id: '2', title: 'Kế hoạch 86/KH-THCS.NVT bị trả lại', at: '2026-04-26T08:30:00Z', href: '/', read: true },
    ],
  },
  '/api/search': {
    groups: [
      {
        kind: 'plan',
        items: [
          {
            id: 'a',
            title: '1876/KH-SGDĐT · Kế hoạch công tác đối ngoại và hội nhập quốc tế ngành Giáo dục và Đào tạo năm 2026',
            subtitle: 'Sở Giáo dục và Đào tạo, 09/03/2026',
            href: '/',
          },
        ],
      },
      { kind: 'unit', items: [{ id: 'b', title: 'Trường THCS Nguyễn Văn Trỗi', subtitle: 'H29.7.12', href: '/' }] },
    ],
  },
}

/** Answers requests of the screens from the samples. */
export function answerFromSamples(): void {
  const real = window.fetch
  window.fetch = (input, options) => {
    const { pathname } = new URL(input instanceof Request ? input.url : String(input), window.location.href)
    if (!pathname.startsWith('/api/')) return real(input, options)
    const body = ANSWERS[pathname]
    return Promise.resolve(body === undefined ? new Response(null, { status: 404 }) : Response.json(body))
  }
}
