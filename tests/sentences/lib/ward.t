# A citizen, the officer of Phan Đình Phùng ward who may do all its work, a leader.
person awa 019195000001 "Nguyễn Thị Awa"
person beto beto "Lê Thị Beto"
person leader leader "Hoàng Thị Lãnh Đạo"
officer beto H55.05443 reception civil_status chair business
leader leader
