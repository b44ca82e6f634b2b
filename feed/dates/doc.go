// Package dates reads the dates that people write on portals and in feeds.
//
// [Parse] reads a text that says when something was published: the bare date of
// a list (09-25), a source line (… 2012年09月25日 18時07分 來源:國務院辦公廳), the pubDate of a
// feed. [Find] gives the first date of a longer text with its place, and
// [FromURL] the day that a page's address carries.
//
// A [Date] keeps what was written: the instant, how precise it is, and the text
// itself. The reference clock and the zone are arguments; a date is never made
// up from the clock. A form that needs the clock (no year, 昨天, 3小時前) is an
// error without one, and text that holds no date is an error, not a guess.
//
// # Forms
//
// Year, month and day with 年月日 (also 년월일), with - / . between them, glued
// together (20120925), in Chinese numerals (二○一二年九月二十五日), in the years
// of the Republic (民國101年9月25日, and 民國前1年 or 民前1年 for 1911) and of
// Japanese eras; RFC 822, 850, 1123,
// 2822 and 3339, asctime, ISO 8601 calendar dates and the English forms near
// them; the time of day before or after the date, with 上午 下午 中午 晚上 or
// AM and PM; digits, spaces and punctuation of full width. Labels in front
// (發佈時間：), brackets around and text behind (來源：…) do no harm.
//
// # Limits
//
// Lunar dates (農曆), years before the common era (公元前, 西元前), those of the
// Qing (光緒), week dates and ordinal dates are not read. A year of a Japanese
// era ends with the era: 昭和64, 大正15, 明治45 and 平成31 are the last, and the
// 平成32年 of plans written ahead is no date; neither is a day before the era
// began. The number behind the word version, or a v, is none either. 晚上12:30
// is half an hour after the end of its day, 上午12:30 half an hour after its
// beginning. A date of three
// numbers with the year last is month/day/year where both readings are
// possible and the separator is a slash, else day-month-year. The years of the
// Republic need the word 民國, or [Options].Location Asia/Taipei. The
// abbreviation CST is China's where Location is a zone of +08:00, else that of
// North America. Time is linear in the text.
package dates
