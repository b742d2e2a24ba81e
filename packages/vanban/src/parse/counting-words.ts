/** Words whose number belongs to them, however it was typed: "lớp1", "khối 6 ,". */
const COUNTING =
  /^(?:khoản|điều|điểm|mục|phần|chương|phụ|lục|bảng|biểu|mẫu|số|quý|tháng|năm|tuần|ngày|thứ|kỳ|kì|đợt|lần|vòng|bước|đoạn|lớp|khối|cấp|bậc|hạng|loại|mức|nhóm|tổ|đội|khu|phường|quận|xã|phố|sở|cụm|từ|đến|là|có|và|hoặc|được|đạt|trên|dưới|khoảng|thêm|cả|tiết|buổi|bài|môn|phòng|nhất|thiểu|đa)$/iu

/** Whether a number behind a word counts something or is its name, so that it calls no foot note. */
export function isCountingWord(word: string): boolean {
  return COUNTING.test(word)
}
