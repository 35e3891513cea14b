# tinhso: one binary, files found by wildcard. `make` builds build/tinhso, `make check` says in seconds what is out of order,
# `make V=asan` (or tsan) makes a sanitizer build beside it, `make fuzz` fuzzes.
CC ?= gcc
V ?= release
B := build$(if $(filter-out release,$(V)),/$(V))
G := build/gen

PKGS := libmicrohttpd jansson yaml-0.1 libsodium libcrypto sqlite3 libpq icu-i18n icu-uc pangocairo cairo \
    libqrencode libseccomp libdeflate libcurl
CPPFLAGS := -D_GNU_SOURCE -Isrc -I$(G) $(shell pkg-config --cflags-only-I $(PKGS))
WARN := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Werror
ARCH := $(shell uname -m)
HARDEN := -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fPIE $(if $(filter x86_64,$(ARCH)),-fcf-protection) \
	$(if $(filter aarch64,$(ARCH)),-mbranch-protection=standard)
FLAGS_release := -O2 -g1 $(HARDEN)
FLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
FLAGS_tsan := -O1 -g -fsanitize=thread
CFLAGS := -std=gnu17 -pthread $(WARN) $(FLAGS_$(V)) $(EXTRA_CFLAGS)
LINK_release := -pie -Wl,-z,relro,-z,now
LDFLAGS := -pthread $(LINK_$(V)) $(filter -fsanitize%,$(FLAGS_$(V)))
LDLIBS := $(shell pkg-config --libs $(PKGS)) -lxlsxwriter -lm

SRC := $(wildcard src/*.c src/*/*.c src/rooms/*/*.c)
OBJ := $(SRC:src/%.c=$(B)/obj/%.o)
LIB := $(filter-out $(B)/obj/main.o,$(OBJ))
HTML := $(patsubst src/%,$(G)/%.h,$(wildcard src/*/*.html src/rooms/*/*.html))
TESTS := $(patsubst tests/unit/%.c,$(B)/test/%,$(wildcard tests/unit/*.c)) $(B)/test/sentences
BENCH := $(patsubst bench/%.c,$(B)/bench/%,$(wildcard bench/*.c))
GZ := $(G)/web/style.css.gz $(G)/web/app.js.gz

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all clean tests bench fuzz deb tsan soak-kill check words format doc man

all: $(B)/tinhso
tests: $(TESTS)
bench: $(BENCH)

$(B)/tinhso: $(OBJ)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(B)/obj/%.o: src/%.c | $(HTML) $(GZ) $(G)/vi.mo
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
# assets and words are taken in by .incbin, which -MMD does not see
$(B)/obj/web/assets.o: $(GZ) src/web/style.css src/web/app.js
$(B)/obj/words/say.o: $(G)/vi.mo
$(B)/test/%: tests/unit/%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -o $@ $< $(LIB) $(LDFLAGS) $(LDLIBS)
# the runner of sentences reads a page's forms as a browser does: gumbo is the HTML standard's own algorithm
SAYER := $(patsubst tests/%.c,$(B)/obj/tests/%.o,$(wildcard tests/sentences/*.c))
$(B)/obj/tests/%.o: tests/%.c | $(HTML)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
$(B)/test/sentences: $(SAYER) $(LIB) | $(G)/refusals
	@mkdir -p $(@D)
	$(CC) -o $@ $(filter %.o,$^) $(LDFLAGS) $(LDLIBS) -lgumbo
$(B)/bench/%: bench/%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -o $@ $< $(LIB) $(LDFLAGS) $(LDLIBS)

# ---- generated: templates, words, compressed assets
build/htmlc: tools/htmlc.c
	@mkdir -p $(@D)
	$(CC) -std=gnu17 -D_GNU_SOURCE $(WARN) -O1 -o $@ $<
$(G)/%.html.h: src/%.html build/htmlc
	@mkdir -p $(@D)
	build/htmlc $< $@
# what is sent has no comments and no blanks that mean nothing: both are for the stylesheet's reader here
$(G)/%.css.gz: src/%.css
	@mkdir -p $(@D)
	perl -0pe 's{/\*.*?\*/\s*}{}gs; s/\s*([{};,])\s*/$$1/g; s/:\s+/:/g; s/;\}/}/g' $< | gzip -9 -n -c > $@
$(G)/%.gz: src/%
	@mkdir -p $(@D)
	gzip -9 -n -c $< > $@
$(G)/refusals: $(SRC) tools/refusals
	@mkdir -p $(@D)
	tools/refusals >$@
$(G)/vi.mo: $(wildcard words/vi/*.po)
	@mkdir -p $(@D)
	msgcat -o $(G)/vi.po words/vi/*.po
	msgfmt --check-format -o $@ $(G)/vi.po

# ---- fuzzers: `make fuzz FUZZ_SECONDS=600`; arenas of definitions live as long as the process, which is no leak
FUZZ_SECONDS ?= 600
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
fuzz:
	$(MAKE) V=fuzz CC=clang FLAGS_fuzz="-O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined" $(FUZZERS:%=fuzz-%)
fuzz-%: build/fuzz/%
	@mkdir -p build/corpus/$*
	ASAN_OPTIONS=detect_leaks=0 $< -artifact_prefix=build/fuzz/$*- -max_total_time=$(FUZZ_SECONDS) -timeout=10 -max_len=65536 \
		-print_final_stats=0 build/corpus/$* $(wildcard tests/fuzz/$*)
build/fuzz/%: tests/fuzz/%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -fsanitize=fuzzer,address,undefined -o $@ $< $(LIB) -pthread $(LDLIBS)

# ---- what the program says of itself: pages of doc/, manual pages
doc: all
	tools/doc --write
man: $(B)/tinhso.1 $(B)/tinhso-province.5
$(B)/tinhso.1: $(B)/tinhso
	$< describe --man >$@
$(B)/tinhso-province.5: $(B)/tinhso
	$< describe --man-province >$@

deb:
	packaging/deb $(VERSION)
# the same as in ./test, alone
tsan:
	$(MAKE) V=tsan all tests
	TSAN_OPTIONS="suppressions=$(CURDIR)/tests/unit/tsan.supp" \
		prove -e '' $(addprefix build/tsan/test/,sums_test session_test drip_test journal_test)
soak-kill:
	KILLS=100 tests/server/kill_test.sh
FORMATTED := $(SRC) $(wildcard src/*/*.h src/rooms/*/*.h tests/*/*.[ch] tools/*.c bench/*.[ch])
# what a committer runs: seconds
# every text of the code has its place in words/vi/, in the file of the folder that says it
words: all
	tools/words --sort
check: all
	tools/check
format:
	clang-format -i $(FORMATTED)
clean:
	rm -rf build
-include $(OBJ:.o=.d) $(TESTS:=.d) $(SAYER:.o=.d)
