# Prints the table of Big5-UAO of Ruby (enc/trans/big5-uao-tbl.rb; BSD 2-Clause) for gen -uao: ruby uao.rb >FILE
# Each line is a pair and its character.
# Ruby has U+278A to U+2793 at 9841 to 984A; version 2.50 of the table has U+2776 to U+277F there.
(0x81..0xFE).each do |lead|
  ((0x40..0x7E).to_a + (0xA1..0xFE).to_a).each do |trail|
    begin
      code = [lead, trail].pack("C2").force_encoding("Big5-UAO").encode("UTF-8").ord
      code -= 0x14 if lead == 0x98 && trail.between?(0x41, 0x4A)
      puts format("%02X%02X %04X", lead, trail, code)
    rescue EncodingError
    end
  end
end
