/**
 * Wording that plans vary without meaning anything by it: verbs of carrying out, who the staff are called,
 * how a unit names itself, the sector's theme. Each family becomes one word of little weight, so that a school's
 * item and its department's are compared by what they are about. Longer phrases stand before shorter ones.
 */
const FAMILIES: [string, string[]][] = [
  [
    '~làm',
    [
      'triển khai thực hiện',
      'tổ chức thực hiện',
      'tổ chức triển khai',
      'triển khai',
      'thực hiện',
      'tổ chức',
      'đẩy mạnh',
      'tăng cường',
      'tiếp tục',
      'chú trọng',
      'tập trung',
      'chủ động',
      'tích cực',
      'kịp thời',
      'có hiệu quả',
      'hiệu quả',
      'nghiêm túc',
      'thực hiện tốt',
      'công tác',
      'hoạt động',
      'các nội dung',
      'nhằm',
      'góp phần',
      'từng bước',
    ],
  ],
  [
    '~người',
    [
      'cán bộ quản lý',
      'cán bộ',
      'giáo viên',
      'nhân viên',
      'công chức',
      'viên chức',
      'người lao động',
      'đảng viên',
      'đội ngũ',
      'cbgvnv',
      'cbgv nv',
      'cbgv',
      'cbql',
      'gvnv',
    ],
  ],
  ['~cha mẹ', ['cha mẹ học sinh', 'cha mẹ trẻ', 'phụ huynh học sinh', 'phụ huynh', 'cmhs']],
  ['~học', ['người học', 'học sinh', 'học viên', 'trẻ em', 'trẻ', 'hs']],
  [
    '~nơi',
    [
      'các cơ sở giáo dục',
      'cơ sở giáo dục',
      'các đơn vị',
      'nhà trường',
      'đơn vị',
      'toàn trường',
      'trường học',
      'trường',
      'trên địa bàn',
      'địa phương',
      'thành phố',
      'tỉnh',
      'huyện',
      'thị xã',
      'phường',
      'xã',
      'toàn ngành',
      'ngành',
    ],
  ],
  ['~ngành', ['giáo dục và đào tạo', 'giáo dục đào tạo', 'gd&đt', 'gdđt', 'gd-đt', 'giáo dục']],
  ['~hội nhập', ['hội nhập quốc tế', 'hợp tác quốc tế', 'đối ngoại', 'quốc tế']],
  ['~nước ngoài', ['ngoài nước', 'nước ngoài']],
  ['~văn bản', ['chủ trương', 'đường lối', 'chính sách', 'pháp luật', 'quy định', 'văn bản chỉ đạo', 'văn bản']],
]

/** Words that only join others. */
const JOINING = new Set(
  'và các của về việc trong cho đến với theo để là được tại từ những này đó có khi bằng trên như do ở đối cùng một ra vào nói chung riêng'.split(
    ' ',
  ),
)

const byLength = FAMILIES.flatMap(([family, phrases]) => phrases.map((phrase) => [phrase, family] as const)).sort(
  (one, other) => other[0].length - one[0].length,
)
const families = new Map(byLength)
const FAMILY = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...families.keys()].join('|')})(?![\\p{L}\\p{N}])`, 'gu')

/**
 * What work in this field is about, in the words plans use for it. Two items that share a subject are near even where
 * they share no sentence: "quản lý viên chức đi nước ngoài" and "công tác đoàn ra".
 */
const SUBJECTS: [string, RegExp][] = [
  [
    'going abroad',
    /đi (?:ra )?nước ngoài|ra nước ngoài|đoàn ra|xuất cảnh|khóa đào tạo, thực tập|272-qđ|cử (?:các |cán bộ)/u,
  ],
  ['guests', /đoàn vào|đoàn khách|tiếp (?:đón|đoàn)|khách quốc tế|đoàn nước ngoài/u],
  ['image', /quảng bá|hình ảnh (?:quê hương|con người|đất nước|thành phố|giáo dục)|giới thiệu (?:hình ảnh|tiềm năng)/u],
  ['cultural diplomacy', /ngoại giao văn hóa|văn hóa truyền thống|bản sắc|giá trị văn hóa|tinh hoa văn hóa/u],
  ['exchange', /giao lưu|trao đổi (?:giáo viên|học sinh|chuyên gia|kinh nghiệm)|không biên giới|kết nghĩa/u],
  ['external information', /thông tin đối ngoại|truyền thông đối ngoại/u],
  ['spreading', /tuyên truyền|quán triệt|phổ biến|nâng cao nhận thức/u],
  ['form of spreading', /đa dạng hóa|đổi mới (?:và đa dạng|nội dung, (?:phương thức|hình thức))/u],
  ['refuting', /phản bác|sai trái|sai lệch|xuyên tạc|thù địch|thông tin xấu|ngăn chặn|không lành mạnh/u],
  ['ideology', /nền tảng tư tưởng|35-nq\/tw/u],
  ['spokesperson', /phát ngôn|cung cấp thông tin cho báo chí/u],
  ['sovereignty', /chủ quyền|biên giới lãnh thổ|biển, đảo|biển đảo/u],
  ['languages', /ngoại ngữ|tiếng anh|tiếng nước ngoài/u],
  ['stem', /stem|montessori|reggio|phương pháp giáo dục tiên tiến/u],
  [
    'advanced models',
    /mô hình (?:giáo dục|tiên tiến)|giáo dục tiên tiến|quốc gia tiên tiến|kinh nghiệm quốc tế|tiên tiến/u,
  ],
  ['research', /nghiên cứu khoa học|khoa học ứng dụng|phát minh/u],
  ['digital', /chuyển đổi số|công nghệ thông tin|nền tảng số|cơ sở dữ liệu|trí tuệ nhân tạo|trực tuyến/u],
  ['training', /tập huấn|bồi dưỡng|nâng cao (?:trình độ|năng lực)/u],
  ['human resources', /nguồn nhân lực|hướng nghiệp|định hướng (?:nghề|phát triển ngành)|ngành nghề/u],
  ['agreements', /ghi nhớ|mou|thỏa thuận (?:quốc tế|hợp tác)|bản thỏa thuận/u],
  ['funding', /phi chính phủ|tài trợ|viện trợ|nguồn lực|thu hút (?:đầu tư|các)|học bổng/u],
  [
    'foreign schools',
    /yếu tố nước ngoài|vốn đầu tư nước ngoài|hợp tác, đầu tư|liên kết (?:đào tạo|giáo dục)|chương trình (?:tích hợp|nước ngoài)|86\/2018/u,
  ],
  ['joint exams', /chứng chỉ|khảo thí/u],
  ['learning cities', /thành phố học tập|unesco/u],
  ['conferences', /hội nghị|hội thảo|06\/2020/u],
  ['administrative reform', /cải cách (?:hành chính|thủ tục)|một cửa|mức độ hài lòng/u],
  ['management', /quản lý nhà nước|phân cấp|tự chủ|điều phối/u],
  ['rules', /rà soát|ban hành (?:các )?văn bản|hoàn thiện/u],
  ['inspection', /kiểm tra|giám sát|đôn đốc|theo dõi/u],
  ['reporting', /báo cáo|thống kê|tổng hợp/u],
  ['planning', /xây dựng (?:và triển khai )?kế hoạch|ban hành kế hoạch/u],
  ['rewarding', /khen thưởng|tuyên dương|biểu dương|thi đua/u],
  ['website', /trang (?:thông tin|tiếng)|cổng thông tin|chuyên mục|tin, bài|song ngữ/u],
  ['personal data', /đồng ý|dữ liệu cá nhân|người đại diện/u],
  ['network', /mạng lưới|chia sẻ thông tin|kết nối/u],
  ['quality', /điều kiện bảo đảm chất lượng|kiểm định|tiêu chuẩn quốc tế/u],
]

export interface TaskWords {
  /** The plain words, for telling whether two items say the same. */
  plain: string[]
  /** What the item is about: syllables, their pairs and triples, document numbers; counted. */
  features: Map<string, number>
  /** Which of the field's subjects it touches. */
  subjects: string[]
}

/** What two plans may be compared by. */
export function taskWords(text: string): TaskWords {
  const even = evenSpelling(text)
  const numbers = even.match(DOCUMENT_NUMBER) ?? []
  const plain = even.match(/[\p{L}\p{N}]+/gu) ?? []
  const themed = even
    .replace(DOCUMENT_NUMBER, ' ')
    .replace(FAMILY, (phrase) => ` ${families.get(phrase)!.replaceAll(' ', '_')} `)
  const features = new Map<string, number>()
  const count = (feature: string) => features.set(feature, (features.get(feature) ?? 0) + 1)
  for (const number of new Set(numbers)) count(`#${number}`)
  let run: string[] = []
  let lastFamily = ''
  for (const word of themed.match(/~?[\p{L}\p{N}_]+|[.;:]/gu) ?? []) {
    if (word.startsWith('~')) {
      if (word !== lastFamily && !features.has(word)) count(word)
      lastFamily = word
      run = []
    } else if (/^[.;:]$/u.test(word)) {
      run = []
    } else if (!JOINING.has(word)) {
      lastFamily = ''
      run.push(word)
      for (let length = 1; length <= 3 && length <= run.length; length++) count(run.slice(-length).join(' '))
    }
  }
  // The wording itself, so that a sentence taken over is known even where every word of it is common.
  for (let at = 3; at <= plain.length; at++) count(`=${plain.slice(at - 3, at).join(' ')}`)
  return { plain, features, subjects: SUBJECTS.filter(([, pattern]) => pattern.test(even)).map(([subject]) => subject) }
}

const DOCUMENT_NUMBER = /\p{N}+(?:\/\p{N}{4})?[/-]\p{L}[\p{L}\p{N}&]*(?:[-/.][\p{L}\p{N}]+)*/gu

/** NFC, lower case, and one place for the tone mark: "hoà" and "hòa" are one word. */
function evenSpelling(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<!q)(?:oà|oá|oả|oã|oạ|oè|oé|oẻ|oẽ|oẹ|uỳ|uý|uỷ|uỹ|uỵ)(?!\p{L})/gu, (pair) => OLD_PLACE[pair]!)
}

const OLD_PLACE: Record<string, string> = {
  oà: 'òa',
  oá: 'óa',
  oả: 'ỏa',
  oã: 'õa',
  oạ: 'ọa',
  oè: 'òe',
  oé: 'óe',
  oẻ: 'ỏe',
  oẽ: 'õe',
  oẹ: 'ọe',
  uỳ: 'ùy',
  uý: 'úy',
  uỷ: 'ủy',
  uỹ: 'ũy',
  uỵ: 'ụy',
}
