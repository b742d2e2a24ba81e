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
