# Languages: Vietnamese and English whole; a further one is one file of the province folder, says of itself that it is partial, and comes
# with an adoption.
at 2026-03-02T08:00
adopt provinces/thai-nguyen
person awa 019195000001 "Nguyễn Thị Awa"
as nobody see / → 200 'lang="vi"' "Đăng ký khai sinh" "English" "한국어" not "partial"
as nobody read / → 200 'lang="en"' "Register a birth" "Tiếng Việt" "한국어" not "partial"
as nobody read:ko / → 200 'lang="ko"' "출생 신고" "무엇을 하시겠습니까?" "일부만 번역되었습니다" "Tiếng Việt" "English"
as nobody read:ko /thu-tuc/1.001193 → 200 "출생 신고" "처리 기간" "15:00 이전 접수 시 당일" "로그인하고 신청하기"
# what it lacks is English, never half a sentence of Vietnamese
as nobody read:ko /nhat-ky → 200 "The journal" not "Sổ nhật ký"
as nobody read:ko /thu-tuc/1.004222 → 200 "Proof of lawful dwelling" not "chỗ ở hợp pháp"
as nobody read:ko /thu-tuc/1.001193 → 200 "병원 출생 확인서" "인민위원회 위원장"
as nobody read:zz / → 200 'lang="vi"'
as nobody on / press "한국어" → 303 to "/"
as nobody send /ngon-ngu/zz den=/ → 404
# in English nothing that is prose stays Vietnamese: the Day's sources, a service's, a register's
as nobody read /ngay/2022 → 200 "Ministry of Information and Communications (DTI 2022). Rank 8 of 63" \
    "an interview with the provincial Party secretary" not "Bộ Thông tin" not "hạng" not "phỏng vấn"
as nobody see /ngay/2022 → 200 "Bộ Thông tin và Truyền thông (DTI 2022). Hạng 8/63" not "Ministry"
as nobody read /thu-tuc/1.001193 → 200 "National public service portal" not "Cổng Dịch vụ"
as nobody read /so-dang-ky/coverage → 200 "Digital transformation programme 2021–2025" not "Chương trình"
# papers stay Vietnamese, numbers are written as in English
as nobody read:ko /chi-so → 200 not "Sổ nhật ký"

# another file, adopted while it runs, is one more language; taken away it is gone
adopt provinces/thai-nguyen words/fr.yaml=tests/sentences/catalogue/fr.yaml
as nobody read:fr / → 200 'lang="fr"' "Services publics" "Inscrire une naissance"
as nobody read:ko / → 200 "출생 신고" "Français"
adopt provinces/thai-nguyen
as nobody read:fr / → 200 'lang="vi"'
