# The journal as anybody may check it. Nothing is signed here (no back room runs in process): tests/server/log_test.sh reads a signed one.
at 2026-03-02T08:00
adopt provinces/thai-nguyen
person awa 019195000001 "Nguyễn Thị Awa"
as nobody see /nhat-ky → 200 "Sổ nhật ký" "Chưa có mốc nào được ký"
as nobody see /nhat-ky?so=1 → 200 "Có trong sổ nhật ký"
as nobody see /nhat-ky?so=1&la=00ff → 200 "Mã băm không khớp"
as nobody see /nhat-ky?so=999999 → 200 "Không có mục nào"
as nobody see /nhat-ky?so=1%20OR%201 → 200 "Không có mục nào"
as nobody see /log/checkpoint → 404
as nobody see /log/key → 200 "tinhso/"
as system do log.restored {"reason":" "} → refused "Write the reason."
as system do log.restored {"reason":"đĩa hỏng, lấy lại bản sao đêm qua"} → ok
as nobody see /.well-known/security.txt → 404
as nobody see /log/tile/0/000.p/2 → 200
as nobody see /log/tile/entries/000.p/1 → 200
as nobody see /log/tile/0/000 → 404
