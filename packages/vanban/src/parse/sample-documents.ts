/** Documents of our own writing in the forms that the readers must know; for tests only. */

/** A school's plan, typed: letterhead in lines, two levels of sections, recipients and signature. */
export const SCHOOL_PLAN = `UBND PHƯỜNG HÀ AN
TRƯỜNG THCS BÌNH MINH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 45/KH-THCS.BM
Hà An, ngày 12 tháng 3 năm 2026

KẾ HOẠCH
Thực hiện công tác đối ngoại và hội nhập quốc tế năm 2026

Căn cứ Luật Giáo dục số 43/2019/QH14 được sửa đổi, bổ sung bởi Luật số 123/2025/QH15;
Căn cứ Kế hoạch số 1876/KH-SGDĐT ngày 09 tháng 3 năm 2026 của Sở Giáo dục và Đào tạo về hoạt động đối ngoại năm 2026; Kế hoạch số 77/KH-UBND ngày 10/3/2026 của Ủy ban nhân dân phường;
Trường THCS Bình Minh xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Nâng cao nhận thức của cán bộ, giáo viên, nhân viên và học sinh.
2. Yêu cầu
- Thiết thực, đúng quy định.

II. NỘI DUNG THỰC HIỆN
1. Công tác thông tin đối ngoại
- Tuyên truyền Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị.
- Văn phòng tổng hợp tin bài, gửi Ban giám hiệu trước ngày 25 hằng tháng.
2. Đoàn ra, đoàn vào
- Tổ Ngoại ngữ lập danh sách học sinh đón đoàn, hoàn thành trước ngày 20/4/2026.
- Báo cáo kết quả tiếp đoàn chậm nhất 05 ngày làm việc sau khi kết thúc.

III. TỔ CHỨC THỰC HIỆN
1. Hiệu trưởng: chỉ đạo chung, báo cáo Sở Giáo dục và Đào tạo trước ngày 15 tháng 10 hằng năm.
2. Tổ Ngoại ngữ
- Xây dựng kế hoạch của tổ trước ngày 30/3.

Trên đây là kế hoạch của nhà trường./.

Nơi nhận:
- Sở GDĐT (để b/c);
- Các tổ chuyên môn (t/h);
- Lưu: VT.

KT. HIỆU TRƯỞNG
PHÓ HIỆU TRƯỞNG

Lý Thu An
`

/** The same plan with its bases as NĐ 30/2020, Phụ lục I, II.6, has them. */
export const PLAN_IN_ORDER: string = SCHOOL_PLAN.replace(
  'năm 2026; Kế hoạch số 77',
  'năm 2026;\nCăn cứ Kế hoạch số 77',
).replace('nhân dân phường;', 'nhân dân phường.')

/** A decision whose khoản never are sections, with a proposal that is no ground. */
export const DECISION = `ỦY BAN NHÂN DÂN
TỈNH AN BÌNH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 812/QĐ-UBND
An Bình, ngày 03 tháng 6 năm 2024

QUYẾT ĐỊNH
Về việc thành lập Tổ công tác hội nhập quốc tế

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN BÌNH

Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Căn cứ Nghị định số 86/2018/NĐ-CP ngày 06 tháng 6 năm 2018 của Chính phủ quy định về hợp tác, đầu tư của nước ngoài trong lĩnh vực giáo dục;
Theo đề nghị của Giám đốc Sở Ngoại vụ tại Tờ trình số 15/TTr-SNgV ngày 20/5/2024.

QUYẾT ĐỊNH:

Điều 1. Thành lập Tổ công tác hội nhập quốc tế.
1. Tổ trưởng: Phó Chủ tịch Ủy ban nhân dân tỉnh.
2. Các thành viên:
a) Giám đốc Sở Ngoại vụ;
b) Giám đốc Sở Giáo dục và Đào tạo.
Điều 2. Hiệu lực thi hành
Quyết định này có hiệu lực từ ngày 10 tháng 6 năm 2024.
Điều 3. Chánh Văn phòng và các thành viên chịu trách nhiệm thi hành Quyết định này./.

Nơi nhận:
- Như Điều 3;
- Lưu: VT, SNgV.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
(Đã ký)
Trần Quốc Bảo
`

/** An official letter: no heading, its subject after "V/v". */
export const LETTER = `UBND TỈNH AN BÌNH
SỞ GIÁO DỤC VÀ ĐÀO TẠO

Số: 640/SGDĐT-GDTrH
V/v đăng ký đoàn vào
năm học 2025-2026

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

An Bình, ngày 05 tháng 9 năm 2025

Kính gửi:
- Ủy ban nhân dân các xã, phường;
- Các trường trung học phổ thông.

Triển khai Công văn số 4555/BGDĐT-GDPT ngày 05/8/2025 của Bộ Giáo dục và Đào tạo, Sở đề nghị các đơn vị đăng ký trước ngày 20/9/2025./.

Nơi nhận:
- Như trên;
- Lưu: VT, GDTrH.

TL. GIÁM ĐỐC
TRƯỞNG PHÒNG GIÁO DỤC TRUNG HỌC

Đỗ Minh Hà
`

/** News about a plan: names a document, is none. */
export const NEWS = `Sở Giáo dục họp bàn hội nhập

Sáng 12-3, đại diện các trường đã dự hội thảo về hội nhập quốc tế do Sở tổ chức. Các ý kiến bám sát Nghị quyết số 59-NQ/TW ngày 24/01/2025 của Bộ Chính trị.

Bà Lý Thu An cho biết thành phố có 168 phường, xã. Trong năm 2025, ngành đã tiếp khoảng 300 đoàn.
`

/** A province's plan with aims, quantities, terms, short names, a foot note, an annex, and a second document behind it. */
export const PROVINCE_PLAN = `ỦY BAN NHÂN DÂN
TỈNH AN BÌNH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 91/KH-UBND
An Bình, ngày 05 tháng 02 năm 2026

KẾ HOẠCH
Triển khai công tác hội nhập quốc tế ngành Giáo dục năm 2026

Căn cứ Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị về hội nhập quốc tế trong tình hình mới (Nghị quyết 59);
Căn cứ Quyết định số 06/QĐ-TTg ngày 06 tháng 01 năm 2022 của Thủ tướng Chính phủ phê duyệt Đề án phát triển ứng dụng dữ liệu về dân cư (sau đây gọi là Đề án 06);
Căn cứ Nghị định số 86/2018/NĐ-CP ngày 06/6/2018 của Chính phủ quy định về hợp tác, đầu tư của nước ngoài trong lĩnh vực giáo dục được sửa đổi, bổ sung bởi Nghị định số 124/2024/NĐ-CP và Nghị định số 125/2024/NĐ-CP;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC TIÊU
1. Mục tiêu chung
Nâng cao hiệu quả hội nhập.
2. Chỉ tiêu cụ thể
- 100% học sinh lớp 9 được học ngoại ngữ.
- Ít nhất 02 chuyên đề mỗi năm học; từ 30 đoàn trở lên.
- Trên 1.200 giáo viên đạt chuẩn, khoảng 3 - 5 thỏa thuận quốc tế được ký.

II. NHIỆM VỤ
1. Tuyên truyền
- Tổ chức ít nhất 02 (hai) chuyên đề về Nghị quyết 59 và Đề án 06 trong quý II năm 2026¹.
- Báo cáo kết quả trong thời hạn 15 ngày làm việc kể từ ngày kết thúc hoạt động.
- Gửi báo cáo trước ngày 15 tháng cuối quý; gửi kế hoạch đoàn 05 ngày trước khi đoàn xuất cảnh.
¹ Theo Công văn số 12/BGDĐT-HTQT ngày 02/01/2026 của Bộ Giáo dục và Đào tạo.
2. Thực hiện Nghị định 86 và Nghị quyết nêu trên
- Sơ kết định kỳ 6 tháng, hằng năm.

III. TỔ CHỨC THỰC HIỆN
Kế hoạch này thay thế Kế hoạch số 77/KH-UBND ngày 02/3/2024 của Ủy ban nhân dân tỉnh. Nghị quyết 18 vẫn được thực hiện./.

Nơi nhận:
- Bộ GDĐT (để b/c);
- TT Tỉnh ủy, TT HĐND tỉnh (b/c, c/đ);
- Các sở, ban, ngành (t/h);
- Báo An Bình để đưa tin;
- Hội Khuyến học tỉnh;
- Lưu: VT, KGVX.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

TS. Nguyễn Thị Hà

PHỤ LỤC I
PHÂN CÔNG NHIỆM VỤ

| STT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành |
|---|---|---|---|---|
| I | Tuyên truyền | | | |
| 1 | Xây dựng 03 video về hội nhập | Sở Giáo dục và Đào tạo | Sở Ngoại vụ; Báo An Bình | Trước ngày 30/6/2026 |
| 2 | Tổ chức hội nghị | Sở Ngoại vụ | | Quý III |

SỞ NGOẠI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/BC-SNgV
An Bình, ngày 02 tháng 01 năm 2026
BÁO CÁO
Kết quả công tác năm 2025
I. KẾT QUẢ
1. Đoàn ra
- Gửi báo cáo trước ngày 20/12/2026.
`

/** A directive's plan as a law site shows it: first words cut off by the column, bars where cells ended. */
export const SITE_PLAN = `Dịch vụ tra cứu
Đang tải nội dung, vui lòng chờ giây lát...
ỦY
BAN NHÂN DÂN
TỈNH AN BÌNH
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số:
58/KH-UBND
|
An
Bình, ngày 22 tháng 3 năm 2019
|
KẾ HOẠCH
TRIỂN KHAI DẠY VÀ HỌC NGOẠI NGỮ TRONG HỆ THỐNG GIÁO DỤC CỦA TỈNH GIAI ĐOẠN 2019-
2025
Căn cứ các Quyết định của Thủ tướng
Chính phủ: số 1499/QĐ-TTg ngày 30/9/2009 về việc phê duyệt Đề án dạy và học ngoại
ngữ trong hệ thống giáo dục quốc dân; Quyết định số 2089/QĐ-TTg ngày 22/12/2017
phê duyệt điều chỉnh, bổ sung Đề án dạy và học ngoại ngữ trong hệ thống giáo dục;
Căn cứ Quyết định số 149/QĐ-UBND ngày
08/02/2013 của UBND tỉnh về việc phê duyệt Kế hoạch dạy và học ngoại ngữ trong các
cơ sở giáo dục phổ thông trên địa bàn tỉnh giai đoạn 2013 - 2020;
UBND tỉnh ban hành kế hoạch cụ thể như sau:
I. MỤC TIÊU
1. Mục tiêu chung
Đổi mới toàn diện việc dạy và học ngoại ngữ trong các cơ sở giáo dục của tỉnh, tiếp tục
triển khai chương trình dạy và học ngoại ngữ mới ở các cấp học, trình độ đào tạo.
II. TỔ CHỨC THỰC HIỆN
1. Sở Giáo dục và Đào tạo
Báo cáo Ủy ban nhân dân tỉnh trước ngày 31 tháng 12 hằng năm./.
Nơi nhận: | TM. ỦY BAN NHÂN DÂN |
- Các sở, ngành; | PHÓ CHỦ TỊCH |
- Lưu: VT. | Lê Minh An |
`
