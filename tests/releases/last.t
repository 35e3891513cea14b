# An hour ago: what time alone would otherwise have moved on before the folder is packed.
at @NOW@
as awa do dossier.file {$biz,"channel":"online"} → ok
as beto do dossier.receive {"dossier":$dossier} → ok
as beto do dossier.ask_supplement {"dossier":$dossier,"reason":"Thiếu biên bản họp"} → ok
as awa do dossier.file {$biz,"channel":"online"} → ok
