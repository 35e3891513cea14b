# Borders: a folder may hold boundaries.geojson; then every map that shows values is drawn from it, what is chosen in forms stays tiles.
# A number and its unit are held together by a no-break space, in these sentences too.
at 2026-03-02T08:00
adopt provinces/thai-nguyen boundaries.geojson=tests/sentences/city/borders.geojson
use ward
use shop
2 times as awa do dossier.file {$biz,"answers":{$shop,"place":"05443"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05455"}} → ok

# the map of the province: a path, a link and a title each, the table beside it, no tiles
as leader see /ban-do/filed-dossiers/2026 → 200 '<svg class="land tall"' '<title>Phường Phan Đình Phùng: 2 hồ sơ</title><path d="M' \
    "Ranh giới là của các xã, phường hiện nay" '<td class="num">2 hồ sơ</td>' not 'class="map"'
as leader read /ban-do/filed-dossiers/2026 → 200 "Borders are those of the communes and wards of today" "Phan Đình Phùng Ward: 2"
# a stranger is not told who has few: what has no value is hatched
as nobody see /ban-do/filed-dossiers/2026 → 200 not "2 hồ sơ"
as leader see /dieu-hanh → 200 '<svg class="land'
# a former city: its communes alone, their values written in them; where they lie is told by tiles
as leader see /do-thi/thai-nguyen → 200 '<svg class="land"' '<path d="M' 'class="map"' "2 hồ sơ</text>"
as nobody see /xa/05443 → 200 'class="map"'

# without the file nothing of it is left
adopt provinces/thai-nguyen
as leader see /ban-do/filed-dossiers/2026 → 200 'class="map"' not '<svg class="land'
