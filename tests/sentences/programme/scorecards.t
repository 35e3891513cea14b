# Scorecards: published rankings as published, what is not known said to be so; the province's own of its communes, ties sharing a rank.
at 2026-03-02T08:00
adopt provinces/thai-nguyen
use ward
as nobody see /bang-diem → 200 "922/QĐ-BTTTT" "405/QĐ-BKHCN" "Bảng điểm xã, phường" "để trống"
as nobody see /bang-diem/dti-922?nam=2022 → 200 "8 trên 63" "Trong vùng: 2 trên 14" "0,8002" \
    "Tính từ giá trị và điểm: 0,8002; đã công bố: 0,8002" "63. Bắc Kạn" "không tính điểm"
as nobody see /bang-diem/dti-922 → 200 "chưa biết thứ hạng" not "8 trên 63"
as nobody read /bang-diem/dti-405 → 200 "8 of 34" "not established" "Of 2024, 6 scored indices are unknown" "100"
as nobody see /bang-diem/dvc-766 → 200 "Chưa nhập xếp hạng nào" "chưa biết"
as nobody see /bang-diem/no-such → 404
as nobody see /bang-diem/dti-922.csv → 404
as nobody see /bang-diem/dti-922?nam=1900 → 404
# the own one: nothing is ranked before there are figures, and who has too few is not ranked for strangers
as nobody see /bang-diem/xa-phuong → 200 "0 trên 92 đơn vị được xếp hạng" "không phải xếp hạng đã công bố"
as nobody see /bang-diem/xa-phuong.csv → 200 "05443"
as leader see /bang-diem/xa-phuong?nam=2025 → 200 "0 trên 92"
adopt provinces/thai-nguyen scorecards/thu-hang.yaml=tests/sentences/programme/ties.yaml
use shop
2 times as awa do dossier.file {$biz,"answers":{$shop,"place":"05443"}} → ok
2 times as awa do dossier.file {$biz,"answers":{$shop,"place":"05455"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05467"}} → ok
as leader see /bang-diem/thu-hang.csv → 200 '"1","05443"' '"1","05455"' '"3","05467"' '"4","05482"'
as leader see /bang-diem/thu-hang → 200 "92 trên 92" "<strong>50</strong>" "<strong>25</strong>"
# a stranger is not told who has few
as nobody see /bang-diem/thu-hang.csv → 200 '"hidden"' not '"50"'
