-- String functions, LIKE, regular expressions.

-- case: concat_operator
SELECT 'a' || 'b' AS a, 'a' || CAST(1 AS varchar) AS b, 'a' || NULL AS c

-- case: concat_function
SELECT concat('a', 'b', 'c') AS a, concat('a', CAST(NULL AS varchar)) AS b

-- case: concat_ws_skips_null
SELECT concat_ws(',', 'a', 'b') AS a, concat_ws(',', 'a', NULL, 'c') AS b, concat_ws('-', ARRAY['x', 'y']) AS c

-- case: concat_operator_with_number
-- fails: a number is not joined to text without a cast
SELECT 'a' || 1

-- case: length_counts_characters
SELECT length('héllo') AS a, length('') AS b, length('日本') AS c, length('😀') AS d

-- case: substr_from_start
SELECT substr('hello', 2) AS a, substr('hello', 2, 3) AS b, substring('hello', 1, 2) AS c, substring('hello' FROM 2 FOR 2) AS d, substr('héllo', 2, 1) AS e

-- case: substr_from_end
SELECT substr('hello', -3) AS a, substr('hello', -3, 2) AS b, substr('hello', -9) AS c

-- case: substr_outside
SELECT substr('hello', 0) AS a, substr('hello', 9) AS b, substr('hello', 2, 0) AS c, substr('hello', 4, 99) AS d

-- case: upper_lower
SELECT upper('aé') AS a, lower('ÀB') AS b, upper(NULL) AS c

-- case: trim_forms
SELECT trim('  a ') AS a, ltrim('  a ') AS b, rtrim('  a ') AS c, trim(LEADING 'x' FROM 'xxaxx') AS d, trim(BOTH 'xy' FROM 'xyaxy') AS e, trim(TRAILING FROM 'a  ') AS f

-- case: lpad_rpad
SELECT lpad('7', 3, '0') AS a, rpad('ab', 5, 'xy') AS b, lpad('abcdef', 3, '0') AS c

-- case: replace_forms
SELECT replace('a-b-c', '-', '+') AS a, replace('a-b-c', '-') AS b, replace('abc', '', '.') AS c

-- case: reverse_and_repeat
SELECT reverse('abé') AS a, array_join(repeat('x', 3), '') AS b

-- case: split_part
SELECT split_part('a/b/c', '/', 2) AS a, split_part('a/b', '/', 3) AS b, split_part('', '/', 1) AS c

-- case: split_part_zero
-- fails: parts count from one
SELECT split_part('a/b', '/', 0)

-- case: split
SELECT split('a,b,,c', ',') AS a, split('a,b,c', ',', 2) AS b, split('', ',') AS c

-- case: split_to_map
SELECT split_to_map('a=1;b=2', ';', '=') AS a

-- case: strpos_and_position
SELECT strpos('hello', 'l') AS a, strpos('hello', 'z') AS b, strpos('hello', 'l', 2) AS c, position('lo' IN 'hello') AS d, strpos('hello', 'l', -1) AS e

-- case: starts_with
SELECT starts_with('hello', 'he') AS a, starts_with('hello', 'x') AS b, starts_with('hello', '') AS c

-- case: chr_and_codepoint
SELECT chr(65) AS a, codepoint('A') AS b, chr(233) AS c

-- case: translate
SELECT translate('hello', 'el', 'ip') AS a, translate('abc', 'b', '') AS b

-- case: levenshtein_hamming
SELECT levenshtein_distance('kitten', 'sitting') AS a, hamming_distance('abc', 'abd') AS b

-- case: soundex_and_normalize
SELECT soundex('Robert') AS a, normalize('é', NFD) = 'é' AS b

-- case: like_wildcards
SELECT 'hello' LIKE 'h%' AS a, 'hello' LIKE 'h_llo' AS b, 'Hello' LIKE 'h%' AS c, 'hello' NOT LIKE '%z%' AS d, 'a' LIKE NULL AS e

-- case: like_backslash_is_plain
SELECT 'a\b' LIKE 'a\b' AS a, 'a%b' LIKE 'a\%b' AS b

-- case: like_escape
SELECT '10%' LIKE '10$%' ESCAPE '$' AS a, '100' LIKE '10$%' ESCAPE '$' AS b, 'a_b' LIKE 'a\_b' ESCAPE '\' AS c, 'axb' LIKE 'a\_b' ESCAPE '\' AS d

-- case: like_spans_lines
SELECT 'a' || chr(10) || 'b' LIKE 'a%b' AS a, 'a' || chr(10) || 'b' LIKE 'a_b' AS b

-- case: regexp_like
SELECT regexp_like('1a 2b 14m', '\d+b') AS a, regexp_like('abc', '^b') AS b, regexp_like('ABC', '(?i)abc') AS c

-- case: regexp_extract
SELECT regexp_extract('1a 2b 14m', '\d+') AS a, regexp_extract('1a 2b 14m', '(\d+)([a-z]+)', 2) AS b, regexp_extract('abc', '\d+') AS c

-- case: regexp_extract_all
SELECT regexp_extract_all('1a 2b 14m', '\d+') AS a, regexp_extract_all('1a 2b 14m', '(\d+)([a-z]+)', 2) AS b, regexp_extract_all('abc', '\d') AS c

-- case: regexp_replace_all_matches
SELECT regexp_replace('a1b2', '\d', 'X') AS a, regexp_replace('a1b2', '\d') AS b, regexp_replace('1a 2b', '(\d)([a-z])', '$2$1') AS c

-- case: regexp_replace_named_group
SELECT regexp_replace('2026-01-05', '(?<y>\d+)-(?<m>\d+)-(?<d>\d+)', '${d}/${m}/${y}') AS a

-- case: regexp_replace_lambda
SELECT regexp_replace('new york', '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) AS a

-- case: regexp_split
SELECT regexp_split('1a 2b 14m', '\s*[a-z]+\s*') AS a, regexp_split('abc', ',') AS b

-- case: regexp_count_position
SELECT regexp_count('1a 2b 14m', '\s*[a-z]+\s*') AS a, regexp_position('I have 23 apples', '\d+') AS b, regexp_position('none', '\d+') AS c

-- case: format_function
SELECT format('%s-%d', 'a', 5) AS a, format('%05d', 42) AS b, format('%.2f', 3.14159e0) AS c, format('%,d', 1234567) AS d, format('%s%%', 12) AS e

-- case: format_number
SELECT format_number(123456) AS a, format_number(1000000000) AS b, format_number(12) AS c

-- case: hex_and_base64
SELECT to_hex(X'0AFF') AS a, from_hex('0aff') AS b, to_base64(to_utf8('hi')) AS c, from_utf8(from_base64('aGk=')) AS d

-- case: hashes
SELECT to_hex(md5(to_utf8('a'))) AS a, to_hex(sha256(to_utf8('a'))) AS b, to_hex(sha1(to_utf8('a'))) AS c, crc32(to_utf8('a')) AS d, to_hex(xxhash64(to_utf8('a'))) AS e

-- case: url_functions
SELECT url_extract_host('https://ex.com:8080/a/b?x=1&y=2#z') AS a, url_extract_port('https://ex.com:8080/a') AS b,
       url_extract_path('https://ex.com/a/b?x=1') AS c, url_extract_query('https://ex.com/a?x=1&y=2') AS d,
       url_extract_parameter('https://ex.com/a?x=1&y=2', 'y') AS e, url_extract_protocol('https://ex.com') AS f, url_extract_fragment('https://ex.com/a#z') AS g

-- case: url_encoding
SELECT url_encode('a b&c/é') AS a, url_decode('a+b%26c') AS b

-- case: quoted_quote
SELECT 'it''s' AS a, '' AS b, 'a"b' AS c

-- case: unicode_literal
SELECT U&'caf\00e9' AS a

-- case: comparison_is_by_code_point
SELECT 'a' < 'b' AS a, 'Z' < 'a' AS b, 'abc' < 'abd' AS c, '10' < '9' AS d, 'é' > 'z' AS e

-- case: word_stem_and_luhn
SELECT luhn_check('79927398713') AS a, luhn_check('79927398714') AS b

-- case: codepoint_of_a_longer_text
-- fails: substr gives a varchar of any length
SELECT codepoint(substr('abc', 1, 1))

-- case: codepoint_of_one_character
SELECT codepoint(chr(65)) AS a, codepoint(CAST(substr('abc', 1, 1) AS varchar(1))) AS b, codepoint(try_cast('éa' AS varchar(1))) AS c
