import type { IsoDate } from '../document.ts'

/**
 * Documents of the field and of those it cites, with what is known of their force. Small on purpose: every row names its
 * source, and what no source says is left out (`from` and `until` absent mean “not known”, never “in force”).
 */
export interface KnownDocument {
  kind: string
  number: string
  /** Absent for an act that is cited by number alone. */
  date?: IsoDate
  issuer: string
  subject: string
  /** First day in force. */
  from?: IsoDate
  /** First day on which it no longer applies. */
  until?: IsoDate
  /** Number of what took its place. */
  replacedBy?: string
  /** Numbers of what changed it, with the first day of the change where known. */
  amendedBy?: readonly { number: string; from?: IsoDate }[]
  /** Parts lapsed or moved, in a sentence each. */
  note?: { vi: string; en: string }
  source: string
}

/** Day on which this register was last compared with its sources. */
export const REGISTER_DATE: IsoDate = '2026-11-22'

const ND_CP = { kind: 'Nghị định', issuer: 'Chính phủ' } as const
const QD_TTG = { kind: 'Quyết định', issuer: 'Thủ tướng Chính phủ' } as const
const TT_BGDDT = { kind: 'Thông tư', issuer: 'Bộ trưởng Bộ Giáo dục và Đào tạo' } as const
const BCT = { issuer: 'Bộ Chính trị' } as const
const LAW = { kind: 'Luật', issuer: 'Quốc hội' } as const

const VBPL = 'Cơ sở dữ liệu quốc gia về văn bản pháp luật (vbpl.vn)'
const CODIFIED = 'Hệ thống pháp điển, bản cập nhật 23/7/2026'
const CPVN = 'Hệ thống văn bản, Cổng thông tin điện tử Chính phủ (vanban.chinhphu.vn)'
const PLAN_86 = 'Căn cứ và nội dung Kế hoạch 86/KH-THCS.NVT ngày 11/3/2026'

export const KNOWN_DOCUMENTS: readonly KnownDocument[] = [
  // Party
  {
    ...BCT,
    kind: 'Nghị quyết',
    number: '22-NQ/TW',
    date: '2013-04-10',
    subject: 'về hội nhập quốc tế',
    source: 'Kế hoạch năm 2024 của Phòng GD&ĐT huyện Đầm Hà, chú thích 1',
  },
  {
    ...BCT,
    kind: 'Nghị quyết',
    number: '59-NQ/TW',
    date: '2025-01-24',
    subject: 'về hội nhập quốc tế trong tình hình mới',
    source: PLAN_86,
  },
  {
    ...BCT,
    kind: 'Nghị quyết',
    number: '35-NQ/TW',
    date: '2018-10-22',
    subject:
      'về tăng cường bảo vệ nền tảng tư tưởng của Đảng, đấu tranh phản bác các quan điểm sai trái, thù địch trong tình hình mới',
    source: PLAN_86,
  },
  {
    ...BCT,
    kind: 'Nghị quyết',
    number: '71-NQ/TW',
    date: '2025-08-22',
    subject: 'về đột phá phát triển giáo dục và đào tạo',
    source: 'Tin báo chí tháng 8/2025',
  },
  {
    ...BCT,
    kind: 'Nghị quyết',
    number: '66-NQ/TW',
    date: '2025-04-30',
    subject:
      'về đổi mới công tác xây dựng và thi hành pháp luật đáp ứng yêu cầu phát triển đất nước trong kỷ nguyên mới',
    source: 'Nghị quyết 97/NQ-CP (congbao.chinhphu.vn)',
  },
  {
    ...BCT,
    kind: 'Nghị quyết',
    number: '57-NQ/TW',
    date: '2024-12-22',
    subject: 'về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia',
    source: 'Tờ trình 642/TTr-CP',
  },
  {
    ...BCT,
    kind: 'Chỉ thị',
    number: '38-CT/TW',
    date: '2014-07-21',
    subject: 'về việc đi nước ngoài',
    source: PLAN_86,
  },
  {
    ...BCT,
    kind: 'Quyết định',
    number: '272-QĐ/TW',
    date: '2015-01-21',
    subject: 'ban hành Quy chế quản lý thống nhất các hoạt động đối ngoại',
    source: PLAN_86,
  },
  {
    ...BCT,
    kind: 'Kết luận',
    number: '33-KL/TW',
    date: '2018-07-25',
    subject: 'về tiếp tục thực hiện Quy chế quản lý thống nhất các hoạt động đối ngoại',
    source: 'Hướng dẫn 05-HD/BĐNTW',
  },
  {
    ...BCT,
    kind: 'Kết luận',
    number: '91-KL/TW',
    date: '2024-08-12',
    subject: 'về tiếp tục thực hiện Nghị quyết số 29-NQ/TW về đổi mới căn bản, toàn diện giáo dục và đào tạo',
    source: 'Tờ trình 669/TTr-CP',
  },
  {
    kind: 'Nghị quyết',
    number: '29-NQ/TW',
    date: '2013-11-04',
    issuer: 'Ban Chấp hành Trung ương',
    subject: 'về đổi mới căn bản, toàn diện giáo dục và đào tạo',
    source: 'Tờ trình 669/TTr-CP',
  },
  {
    kind: 'Chỉ thị',
    number: '23-CT/TW',
    date: '2018-02-09',
    issuer: 'Ban Bí thư',
    subject:
      'về tiếp tục đổi mới, nâng cao chất lượng, hiệu quả việc học tập, nghiên cứu, vận dụng và phát triển chủ nghĩa Mác - Lênin, tư tưởng Hồ Chí Minh trong tình hình mới',
    source: PLAN_86,
  },
  {
    kind: 'Hướng dẫn',
    number: '05-HD/BĐNTW',
    date: '2019-03-26',
    issuer: 'Ban Đối ngoại Trung ương',
    subject: 'thực hiện Quy chế quản lý thống nhất các hoạt động đối ngoại',
    source: 'thuvienphapluat.vn, văn bản 433024',
  },
  {
    kind: 'Hướng dẫn',
    number: '36-HD/VPTW',
    date: '2018-04-03',
    issuer: 'Văn phòng Trung ương Đảng',
    subject: 'về thể thức và kỹ thuật trình bày văn bản của Đảng',
    source: 'Toàn văn Hướng dẫn',
  },
  {
    kind: 'Quy định',
    number: '66-QĐ/TW',
    date: '2017-02-06',
    issuer: 'Ban Bí thư',
    subject: 'về thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng',
    source: 'Căn cứ của Hướng dẫn 36-HD/VPTW',
  },

  // Acts
  {
    ...LAW,
    number: '43/2019/QH14',
    subject: 'Giáo dục',
    amendedBy: [{ number: '123/2025/QH15' }],
    source: 'Thông tư 45/2026/TT-BGDĐT',
  },
  {
    ...LAW,
    number: '123/2025/QH15',
    subject: 'sửa đổi, bổ sung một số điều của Luật Giáo dục',
    source: 'Thông tư 45/2026/TT-BGDĐT',
  },
  { ...LAW, number: '73/2025/QH15', subject: 'Nhà giáo', source: VBPL },
  {
    ...LAW,
    number: '08/2012/QH13',
    subject: 'Giáo dục đại học',
    amendedBy: [{ number: '34/2018/QH14' }],
    source: VBPL,
  },
  { ...LAW, number: '72/2025/QH15', date: '2025-06-16', subject: 'Tổ chức chính quyền địa phương', source: VBPL },
  { ...LAW, number: '70/2020/QH14', subject: 'Thỏa thuận quốc tế', source: CODIFIED },
  {
    ...LAW,
    number: '91/2025/QH15',
    date: '2025-06-26',
    subject: 'Bảo vệ dữ liệu cá nhân',
    from: '2026-01-01',
    source: 'vneconomy.vn, các điểm mới từ 01/01/2026',
  },
  {
    kind: 'Nghị quyết',
    number: '202/2025/QH15',
    date: '2025-06-12',
    issuer: 'Quốc hội',
    subject: 'về việc sắp xếp đơn vị hành chính cấp tỉnh',
    source: VBPL,
  },

  // Decrees
  { ...ND_CP, number: '30/2020/NĐ-CP', date: '2020-03-05', subject: 'về công tác văn thư', source: CODIFIED },
  {
    ...ND_CP,
    number: '86/2018/NĐ-CP',
    date: '2018-06-06',
    subject: 'quy định về hợp tác, đầu tư của nước ngoài trong lĩnh vực giáo dục',
    amendedBy: [{ number: '124/2024/NĐ-CP' }],
    source: CODIFIED,
  },
  {
    ...ND_CP,
    number: '125/2024/NĐ-CP',
    date: '2024-10-05',
    subject: 'quy định về điều kiện đầu tư và hoạt động trong lĩnh vực giáo dục',
    source: CODIFIED,
  },
  {
    ...ND_CP,
    number: '86/2021/NĐ-CP',
    date: '2021-09-25',
    subject:
      'quy định việc công dân Việt Nam ra nước ngoài học tập, giảng dạy, nghiên cứu khoa học và trao đổi học thuật',
    from: '2021-12-01',
    source: CODIFIED,
  },
  {
    ...ND_CP,
    number: '222/2025/NĐ-CP',
    date: '2025-08-08',
    subject: 'quy định việc dạy và học bằng tiếng nước ngoài trong cơ sở giáo dục',
    from: '2025-09-25',
    source: CPVN,
  },
  {
    ...ND_CP,
    number: '64/2021/NĐ-CP',
    subject:
      'về ký kết và thực hiện thỏa thuận quốc tế nhân danh tổng cục, cục thuộc bộ, cơ quan ngang bộ; cơ quan chuyên môn thuộc Ủy ban nhân dân cấp tỉnh; Ủy ban nhân dân cấp huyện; Ủy ban nhân dân cấp xã ở khu vực biên giới; cơ quan cấp tỉnh của tổ chức',
    amendedBy: [{ number: '177/2025/NĐ-CP' }],
    source: CODIFIED,
  },
  {
    ...ND_CP,
    number: '58/2022/NĐ-CP',
    subject: 'về đăng ký và quản lý hoạt động của các tổ chức phi chính phủ nước ngoài tại Việt Nam',
    from: '2022-11-01',
    source: CODIFIED,
  },
  {
    ...ND_CP,
    number: '12/2012/NĐ-CP',
    date: '2012-03-01',
    subject: 'về đăng ký và quản lý hoạt động của các tổ chức phi chính phủ nước ngoài tại Việt Nam',
    until: '2022-11-01',
    replacedBy: '58/2022/NĐ-CP',
    source: CODIFIED,
  },
  {
    ...ND_CP,
    number: '313/2025/NĐ-CP',
    subject:
      'về quản lý và sử dụng viện trợ không hoàn lại không thuộc hỗ trợ phát triển chính thức của các cơ quan, tổ chức, cá nhân nước ngoài',
    from: '2025-12-08',
    source: 'vietnamplus.vn, post1082266',
  },
  {
    ...ND_CP,
    number: '80/2020/NĐ-CP',
    date: '2020-07-08',
    subject:
      'về quản lý và sử dụng viện trợ không hoàn lại không thuộc hỗ trợ phát triển chính thức của các cơ quan, tổ chức, cá nhân nước ngoài dành cho Việt Nam',
    until: '2025-12-08',
    replacedBy: '313/2025/NĐ-CP',
    source: 'vietnamplus.vn, post1082266',
  },
  {
    ...ND_CP,
    number: '134/2025/NĐ-CP',
    date: '2025-06-12',
    subject: 'về phân quyền, phân cấp trong lĩnh vực đối ngoại',
    from: '2025-07-01',
    until: '2027-03-01',
    note: {
      vi: 'Hết hiệu lực ngày 01/3/2027, trừ khi được kéo dài hoặc thay thế.',
      en: 'Lapses on 01/03/2027 unless extended or replaced.',
    },
    source: 'luatvietnam.vn, văn bản 402764',
  },
  {
    ...ND_CP,
    number: '142/2025/NĐ-CP',
    date: '2025-06-12',
    subject:
      'quy định về phân định thẩm quyền của chính quyền địa phương 02 cấp trong lĩnh vực quản lý nhà nước của Bộ Giáo dục và Đào tạo',
    amendedBy: [{ number: '66/2026/NĐ-CP', from: '2026-03-15' }],
    source: 'ngaynay.vn, post161164',
  },
  {
    ...ND_CP,
    number: '143/2025/NĐ-CP',
    date: '2025-06-12',
    subject: 'quy định về phân quyền, phân cấp trong lĩnh vực quản lý nhà nước của Bộ Giáo dục và Đào tạo',
    amendedBy: [{ number: '66/2026/NĐ-CP', from: '2026-03-15' }],
    source: 'nghean24h.vn, a753979',
  },
  {
    ...ND_CP,
    number: '72/2015/NĐ-CP',
    subject: 'về quản lý hoạt động thông tin đối ngoại',
    amendedBy: [{ number: '148/2026/NĐ-CP', from: '2026-07-01' }],
    source: `${CPVN}, docid 218059`,
  },
  {
    ...ND_CP,
    number: '148/2026/NĐ-CP',
    subject: 'sửa đổi, bổ sung một số điều của Nghị định số 72/2015/NĐ-CP',
    from: '2026-07-01',
    source: `${CPVN}, docid 218059`,
  },
  {
    ...ND_CP,
    number: '88/2026/NĐ-CP',
    date: '2026-03-28',
    subject: 'quy định về dữ liệu giáo dục',
    from: '2026-05-15',
    source: `${CPVN}, docid 217356`,
  },
  {
    ...ND_CP,
    number: '356/2025/NĐ-CP',
    date: '2025-12-31',
    subject: 'quy định chi tiết Luật Bảo vệ dữ liệu cá nhân',
    from: '2026-01-01',
    source: 'thanhnien.vn, 05/01/2026',
  },
  {
    ...ND_CP,
    number: '09/2019/NĐ-CP',
    subject: 'quy định về chế độ báo cáo của cơ quan hành chính nhà nước',
    source: 'thuvienphapluat.vn, văn bản 386322',
  },
  {
    ...ND_CP,
    number: '37/2025/NĐ-CP',
    date: '2025-02-26',
    subject: 'quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ Giáo dục và Đào tạo',
    source: VBPL,
  },
  {
    ...ND_CP,
    number: '86/2022/NĐ-CP',
    date: '2022-10-24',
    subject: 'quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ Giáo dục và Đào tạo',
    source: VBPL,
  },
  {
    ...ND_CP,
    number: '136/2007/NĐ-CP',
    date: '2007-08-17',
    subject: 'về xuất cảnh, nhập cảnh của công dân Việt Nam',
    amendedBy: [{ number: '94/2015/NĐ-CP' }],
    source: VBPL,
  },
  {
    ...ND_CP,
    number: '94/2015/NĐ-CP',
    date: '2015-10-16',
    subject: 'sửa đổi, bổ sung một số điều của Nghị định số 136/2007/NĐ-CP',
    source: VBPL,
  },
  {
    ...ND_CP,
    number: '63/2010/NĐ-CP',
    date: '2010-06-08',
    subject: 'về kiểm soát thủ tục hành chính',
    amendedBy: [{ number: '48/2013/NĐ-CP' }, { number: '92/2017/NĐ-CP' }],
    source: 'Căn cứ của Quyết định 1351/QĐ-UBND tỉnh Quảng Ngãi',
  },
  {
    ...ND_CP,
    number: '61/2018/NĐ-CP',
    date: '2018-04-23',
    subject: 'về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính',
    amendedBy: [{ number: '107/2021/NĐ-CP' }],
    source: 'Căn cứ của Quyết định 1351/QĐ-UBND tỉnh Quảng Ngãi',
  },
  {
    ...ND_CP,
    number: '78/2025/NĐ-CP',
    date: '2025-04-01',
    subject:
      'quy định chi tiết một số điều và biện pháp để tổ chức, hướng dẫn thi hành Luật Ban hành văn bản quy phạm pháp luật',
    amendedBy: [{ number: '187/2025/NĐ-CP' }],
    source: 'Căn cứ của Thông tư 92/2025/TT-BTC',
  },
  {
    ...ND_CP,
    number: '26/2020/NĐ-CP',
    date: '2020-02-28',
    subject: 'quy định chi tiết một số điều của Luật Bảo vệ bí mật nhà nước',
    source: VBPL,
  },
  {
    kind: 'Nghị quyết',
    number: '153/NQ-CP',
    date: '2025-05-31',
    issuer: 'Chính phủ',
    subject: 'ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết 59-NQ/TW',
    source: PLAN_86,
  },
  {
    kind: 'Nghị quyết',
    number: '31/NQ-CP',
    date: '2014-05-13',
    issuer: 'Chính phủ',
    subject: 'ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết số 22-NQ/TW',
    source: 'Kế hoạch năm 2024 của Phòng GD&ĐT huyện Đầm Hà, chú thích 1',
  },
  {
    kind: 'Nghị quyết',
    number: '44/NQ-CP',
    date: '2014-06-09',
    issuer: 'Chính phủ',
    subject: 'ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết số 29-NQ/TW',
    source: VBPL,
  },

  // Prime Minister
  {
    ...QD_TTG,
    number: '1600/QĐ-TTg',
    date: '2024-12-19',
    subject: 'phê duyệt Đề án “Hội nhập quốc tế trong giáo dục và đào tạo đến năm 2030”',
    source: 'thuvienphapluat.vn, văn bản 636448',
  },
  {
    ...QD_TTG,
    number: '2371/QĐ-TTg',
    date: '2025-10-27',
    subject:
      'phê duyệt Đề án “Đưa tiếng Anh thành ngôn ngữ thứ hai trong trường học giai đoạn 2025 - 2035, tầm nhìn đến năm 2045”',
    source: 'vietnamnet.vn, 30/10/2025',
  },
  {
    ...QD_TTG,
    number: '06/2020/QĐ-TTg',
    date: '2020-02-21',
    subject: 'về tổ chức và quản lý hội nghị, hội thảo quốc tế tại Việt Nam',
    source: CODIFIED,
  },
  {
    ...QD_TTG,
    number: '28/2018/QĐ-TTg',
    date: '2018-07-12',
    subject: 'về việc gửi, nhận văn bản điện tử giữa các cơ quan trong hệ thống hành chính nhà nước',
    from: '2018-09-06',
    source: 'cucthongke.laocai.gov.vn, 655688',
  },
  {
    ...QD_TTG,
    number: '20/2020/QĐ-TTg',
    date: '2020-07-22',
    subject:
      'về mã định danh điện tử của các cơ quan, tổ chức phục vụ kết nối, chia sẻ dữ liệu với các bộ, ngành, địa phương',
    from: '2020-09-15',
    amendedBy: [{ number: '09/2025/QĐ-TTg' }],
    source: CODIFIED,
  },
  {
    ...QD_TTG,
    number: '749/QĐ-TTg',
    date: '2020-06-03',
    subject: 'phê duyệt Chương trình Chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030',
    source: VBPL,
  },
  {
    ...QD_TTG,
    number: '522/QĐ-TTg',
    date: '2018-05-14',
    subject:
      'phê duyệt Đề án “Giáo dục hướng nghiệp và định hướng phân luồng học sinh trong giáo dục phổ thông giai đoạn 2018 - 2025”',
    source: VBPL,
  },
  {
    ...QD_TTG,
    number: '40/QĐ-TTg',
    date: '2016-01-07',
    subject: 'phê duyệt Chiến lược tổng thể hội nhập quốc tế đến năm 2020, tầm nhìn đến năm 2030',
    source: VBPL,
  },
  {
    ...QD_TTG,
    number: '1400/QĐ-TTg',
    date: '2008-09-30',
    subject: 'phê duyệt Đề án “Dạy và học ngoại ngữ trong hệ thống giáo dục quốc dân giai đoạn 2008 - 2020”',
    amendedBy: [{ number: '2080/QĐ-TTg' }],
    source: VBPL,
  },
  {
    ...QD_TTG,
    number: '2080/QĐ-TTg',
    date: '2017-12-22',
    subject:
      'phê duyệt điều chỉnh, bổ sung Đề án dạy và học ngoại ngữ trong hệ thống giáo dục quốc dân giai đoạn 2017 - 2025',
    source: VBPL,
  },
  {
    kind: 'Chỉ thị',
    number: '26/CT-TTg',
    date: '2018-09-04',
    issuer: 'Thủ tướng Chính phủ',
    subject: 'về đẩy mạnh hội nhập kinh tế quốc tế theo hướng hiệu lực và hiệu quả hơn',
    source: 'Kế hoạch năm 2024 của Phòng GD&ĐT huyện Đầm Hà, chú thích 1',
  },

  // Ministries
  {
    ...TT_BGDDT,
    number: '50/2020/TT-BGDĐT',
    date: '2020-12-31',
    subject: 'ban hành Chương trình làm quen với tiếng Anh dành cho trẻ em mẫu giáo',
    source: VBPL,
  },
  {
    ...TT_BGDDT,
    number: '32/2018/TT-BGDĐT',
    date: '2018-12-26',
    subject: 'ban hành Chương trình giáo dục phổ thông',
    amendedBy: [{ number: '13/2022/TT-BGDĐT' }, { number: '17/2025/TT-BGDĐT' }],
    source: VBPL,
  },
  {
    ...TT_BGDDT,
    number: '04/2020/TT-BGDĐT',
    date: '2020-03-18',
    subject: 'quy định chi tiết một số điều của Nghị định số 86/2018/NĐ-CP',
    source: VBPL,
  },
  {
    ...TT_BGDDT,
    number: '17/2014/TT-BGDĐT',
    subject:
      'ban hành Quy chế quản lý việc ra nước ngoài của cán bộ, công chức, viên chức do Bộ Giáo dục và Đào tạo quản lý',
    amendedBy: [{ number: '23/2019/TT-BGDĐT' }],
    source: '01/VBHN-BGDĐT ngày 04/3/2020',
  },
  {
    ...TT_BGDDT,
    number: '19/2020/TT-BGDĐT',
    subject: 'quy định chế độ báo cáo định kỳ thuộc phạm vi quản lý nhà nước của Bộ Giáo dục và Đào tạo',
    source: CODIFIED,
  },
  {
    ...TT_BGDDT,
    number: '15/2025/TT-BGDĐT',
    date: '2025-07-24',
    subject:
      'hướng dẫn chức năng, nhiệm vụ, quyền hạn của Sở Giáo dục và Đào tạo thuộc Ủy ban nhân dân cấp tỉnh và Phòng Văn hóa - Xã hội thuộc Ủy ban nhân dân cấp xã trong lĩnh vực giáo dục',
    amendedBy: [{ number: '45/2026/TT-BGDĐT' }],
    source: 'Thông tư 45/2026/TT-BGDĐT',
  },
  {
    ...TT_BGDDT,
    number: '45/2026/TT-BGDĐT',
    date: '2026-06-10',
    subject: 'sửa đổi, bổ sung Thông tư số 15/2025/TT-BGDĐT',
    source: 'Toàn văn Thông tư',
  },
  {
    ...TT_BGDDT,
    number: '28/2020/TT-BGDĐT',
    date: '2020-09-04',
    subject: 'ban hành Điều lệ trường tiểu học',
    source: VBPL,
  },
  {
    kind: 'Quyết định',
    number: '3767/QĐ-BGDĐT',
    date: '2020-11-18',
    issuer: 'Bộ trưởng Bộ Giáo dục và Đào tạo',
    subject: 'ban hành Quy chế quản lý hoạt động đối ngoại của Bộ Giáo dục và Đào tạo',
    source: 'luatvietnam.vn, văn bản 194519',
  },
  {
    kind: 'Thông tư',
    number: '71/2018/TT-BTC',
    date: '2018-08-10',
    issuer: 'Bộ trưởng Bộ Tài chính',
    subject:
      'quy định chế độ tiếp khách nước ngoài vào làm việc tại Việt Nam, chế độ chi tổ chức hội nghị, hội thảo quốc tế tại Việt Nam và chế độ tiếp khách trong nước',
    until: '2026-05-18',
    replacedBy: '35/2026/TT-BTC',
    source: 'luatvietnam.vn, văn bản 430995',
  },
  {
    kind: 'Thông tư',
    number: '35/2026/TT-BTC',
    issuer: 'Bộ trưởng Bộ Tài chính',
    subject: 'quy định chế độ tiếp khách và tổ chức hội nghị tại Việt Nam',
    from: '2026-05-18',
    source: 'luatvietnam.vn, văn bản 430995',
  },
  {
    kind: 'Thông tư liên tịch',
    number: '15/2010/TTLT-BTC-BGDĐT',
    date: '2010-01-29',
    issuer: 'Bộ Tài chính và Bộ Giáo dục và Đào tạo',
    subject: 'hướng dẫn quản lý và sử dụng kinh phí thực hiện Chương trình đảm bảo chất lượng giáo dục trường học',
    until: '2025-12-01',
    note: { vi: 'Bị bãi bỏ, không có văn bản thay thế.', en: 'Repealed without a successor.' },
    source: 'Thông tư 92/2025/TT-BTC',
  },
  {
    kind: 'Thông tư liên tịch',
    number: '143/2013/TTLT-BTC-BGDĐT',
    date: '2013-10-18',
    issuer: 'Bộ Tài chính và Bộ Giáo dục và Đào tạo',
    subject: 'sửa đổi, bổ sung Thông tư liên tịch số 15/2010/TTLT-BTC-BGDĐT',
    until: '2025-12-01',
    note: { vi: 'Bị bãi bỏ, không có văn bản thay thế.', en: 'Repealed without a successor.' },
    source: 'Thông tư 92/2025/TT-BTC',
  },

  // Thành phố Hồ Chí Minh
  {
    kind: 'Quyết định',
    number: '14/2022/QĐ-UBND',
    date: '2022-04-19',
    issuer: 'Ủy ban nhân dân Thành phố Hồ Chí Minh',
    subject: 'về quản lý và xét duyệt cán bộ, công chức, viên chức và người lao động đi nước ngoài',
    amendedBy: [{ number: '74/2024/QĐ-UBND' }],
    source: 'baodautu.vn, d391684',
  },
  {
    kind: 'Kế hoạch',
    number: '1778/KH-UBND',
    date: '2025-03-21',
    issuer: 'Ủy ban nhân dân Thành phố Hồ Chí Minh',
    subject: 'thực hiện Đề án “Hội nhập quốc tế trong giáo dục và đào tạo đến năm 2030”',
    source: PLAN_86,
  },
]

export type Force =
  /** The register says nothing of the document, or not whether it applies on that day. */
  | { state: 'unknown' }
  | { state: 'in-force'; document: KnownDocument }
  | { state: 'amended'; document: KnownDocument }
  | { state: 'ended'; document: KnownDocument }
  | { state: 'not-yet'; document: KnownDocument }

const byNumber = new Map<string, KnownDocument[]>()
for (const document of KNOWN_DOCUMENTS)
  byNumber.set(keyOf(document.number), [...(byNumber.get(keyOf(document.number)) ?? []), document])

function keyOf(number: string): string {
  return number
    .normalize('NFC')
    .replace(/[\s–—]/g, '-')
    .toUpperCase()
}

/**
 * The document a citation means. A number without a year begins again every year and at every body, so it counts only
 * with its date.
 */
export function knownDocument(number: string, date: IsoDate | null): KnownDocument | null {
  const lasting = /\/(?:19|20)\d\d\//.test(number) && !/UBND|HĐND/i.test(number)
  return (
    byNumber
      .get(keyOf(number))
      ?.find((one) => (date === null ? lasting : one.date === undefined ? lasting : one.date === date)) ?? null
  )
}

/** What the register knows of a document's force on a day. */
export function forceOf(number: string, date: IsoDate | null, on: IsoDate): Force {
  const document = knownDocument(number, date)
  if (!document) return { state: 'unknown' }
  if (document.until !== undefined && on >= document.until) return { state: 'ended', document }
  if (document.from !== undefined && on < document.from) return { state: 'not-yet', document }
  if (document.amendedBy?.some(({ from }) => from === undefined || on >= from)) return { state: 'amended', document }
  return document.from === undefined ? { state: 'unknown' } : { state: 'in-force', document }
}
