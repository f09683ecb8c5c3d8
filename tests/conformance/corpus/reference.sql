-- Functions page by page, in the order of Trino's documentation, used as its examples use them.

-- case: any_match_family
SELECT all_match(ARRAY[1, 2], x -> x > 0) AS every, any_match(ARRAY['a', NULL], x -> x = 'b') AS some, none_match(ARRAY[], x -> true) AS none

-- case: approx_distinct_with_error
SELECT approx_distinct(x, 0.023e0) AS n FROM (VALUES 'a', 'b', 'a') AS t(x)

-- case: approx_most_frequent_values
SELECT approx_most_frequent(3, x, 15) AS top FROM (VALUES 'A', 'B', 'A', 'C', 'A', 'B', 'C', 'D', 'E') AS t(x)

-- case: array_constructors_and_subscripts
SELECT ARRAY[1, 1.2, 4] AS mixed, ARRAY['x', 'y'][1] AS first, element_at(ARRAY[1, 2], -1) AS last, element_at(ARRAY[1], 5) AS none

-- case: array_distinct_and_duplicates
SELECT array_distinct(ARRAY[1, 1, NULL, NULL, 2]) AS d, array_union(ARRAY[1, NULL], ARRAY[2, NULL]) AS u, array_intersect(ARRAY[1, 2, 2], ARRAY[2, 3]) AS i, array_except(ARRAY[1, 1, 2], ARRAY[2]) AS e

-- case: array_join_with_replacement
SELECT array_join(ARRAY[1, NULL, 3], '-') AS a, array_join(ARRAY[1, NULL, 3], '-', 'N') AS b, array_join(ARRAY[true, false], ',') AS c, array_join(ARRAY[1.50, 2.25], ';') AS d

-- case: array_sort_by_comparator
SELECT array_sort(ARRAY[3, 2, 5, 1, 2], (x, y) -> IF(x < y, 1, IF(x = y, 0, -1))) AS down, array_sort(ARRAY['bc', 'ab', 'dc'], (x, y) -> IF(substr(x, 2) < substr(y, 2), -1, IF(substr(x, 2) = substr(y, 2), IF(x < y, -1, 1), 1))) AS by_second, array_sort(ARRAY[3, NULL, 1]) AS nulls_last

-- case: arrays_overlap_with_nulls
SELECT arrays_overlap(ARRAY[1, 2], ARRAY[2, 3]) AS yes, arrays_overlap(ARRAY[1, NULL], ARRAY[2]) AS unknown, arrays_overlap(ARRAY[1], ARRAY[2]) AS no

-- case: combinations_of_two
SELECT combinations(ARRAY['foo', 'bar', 'baz'], 2) AS pairs, combinations(ARRAY[1, 2], 2) AS one

-- case: ngrams_and_sequences
SELECT ngrams(ARRAY['foo', 'bar', 'baz'], 2) AS n, contains_sequence(ARRAY[1, 2, 3], ARRAY[2, 3]) AS s, sequence(5, 1, -2) AS down, sequence(TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 02:00:00', INTERVAL '1' HOUR) AS hours

-- case: reduce_examples
SELECT reduce(ARRAY[5, 20, NULL, 50], 0, (s, x) -> s + x, s -> s) AS unknown, reduce(ARRAY[5, 20, 50], CAST(ROW(0.0, 0) AS ROW(sum DOUBLE, count INTEGER)), (s, x) -> CAST(ROW(x + s.sum, s.count + 1) AS ROW(sum DOUBLE, count INTEGER)), s -> IF(s.count = 0, NULL, s.sum / s.count)) AS mean, reduce(ARRAY[2147483647, 1], BIGINT '0', (s, x) -> s + x, s -> s) AS wide

-- case: repeat_shuffle_slice_trim
SELECT repeat('x', 3) AS r, cardinality(shuffle(ARRAY[1, 2, 3])) AS n, slice(ARRAY[1, 2, 3, 4], -2, 2) AS tail, trim_array(ARRAY[1, 2, 3, 4], 2) AS head, flatten(ARRAY[ARRAY[1], NULL, ARRAY[2, 3]]) AS flat

-- case: zip_and_zip_with
SELECT zip(ARRAY[1, 2], ARRAY['1b', NULL, '3b']) AS z, zip_with(ARRAY[1, 3, 5], ARRAY['a', 'b', 'c'], (x, y) -> (y, x)) AS swapped, zip_with(ARRAY[1, 2], ARRAY[3, 4], (x, y) -> x + y) AS sums

-- case: array_min_max_and_dot
SELECT array_max(ARRAY[1, NULL]) AS unknown, array_min(ARRAY['b', 'a']) AS low, array_max(ARRAY[nan(), 1e0]) AS n, cosine_similarity(map(ARRAY['a'], ARRAY[1.0]), map(ARRAY['a'], ARRAY[2.0])) AS c, array_position(ARRAY['a', 'b'], 'b') AS p, array_remove(ARRAY[1, 2, 1], 1) AS r

-- case: array_histogram_counts
SELECT array_histogram(ARRAY[42, 7, 42, NULL]) AS h

-- case: binary_encodings
SELECT to_base64(to_utf8('hello')) AS b64, from_utf8(from_base64('aGVsbG8=')) AS t, to_base64url(X'FBFF') AS url, to_hex(from_hex('0aFf')) AS h, to_base32(to_utf8('hi')) AS b32, from_utf8(from_base32('NBUQ====')) AS back

-- case: binary_hashes
SELECT crc32(to_utf8('trino')) AS c, to_hex(xxhash64(to_utf8('trino'))) AS x, to_hex(sha256(to_utf8(''))) AS s, to_hex(hmac_sha256(to_utf8('a'), to_utf8('k'))) AS h, to_hex(murmur3(to_utf8('trino'))) AS m

-- case: binary_slices
SELECT to_hex(substr(X'0102030405', 2, 2)) AS s, length(X'0102') AS n, to_hex(X'01' || X'02') AS c, to_hex(concat(X'aa', X'bb')) AS d, to_hex(reverse(X'0102')) AS r, to_hex(lpad(X'01', 3, X'ff')) AS l, to_hex(rpad(X'01', 3, X'ff')) AS p

-- case: bitwise_family
SELECT bit_count(9, 64) AS c, bit_count(-7, 8) AS d, bitwise_and(19, 25) AS a, bitwise_not(19) AS n, bitwise_xor(19, 25) AS x, bitwise_left_shift(TINYINT '7', 2) AS l, bitwise_right_shift(SMALLINT '-1', 14) AS r, bitwise_right_shift_arithmetic(BIGINT '-8', 1) AS ra

-- case: comparison_family
SELECT greatest('b', 'a', 'c') AS g, least(DATE '2026-01-05', DATE '2025-01-05') AS l, 3 BETWEEN 2 AND 6 AS b, NULL IS NOT DISTINCT FROM NULL AS same, 'a' IS DISTINCT FROM NULL AS other, 'hello' LIKE 'h_l%' AS k, 'a_b' LIKE 'a#_b' ESCAPE '#' AS e

-- case: conditional_family
SELECT CASE WHEN 1 = 2 THEN 'a' END AS none, if(1 < 2, 'yes') AS one_armed, coalesce(NULL, NULL, 3) AS c, nullif(5, 5) AS n, try(CAST('x' AS integer)) AS t, coalesce(try(10 / 0), 0) AS z, nullif('a', 'b') AS kept

-- case: conversion_family
SELECT CAST('12' AS tinyint) AS t, TRY_CAST('1e3' AS integer) AS none, CAST('1e3' AS double) AS d, CAST(true AS integer) AS one, CAST(0 AS boolean) AS f, CAST('T' AS boolean) AS b, CAST(DATE '2026-01-05' AS timestamp) AS ts, CAST(12.345 AS varchar) AS v, CAST(1e7 AS varchar) AS e, CAST(REAL '1.5' AS varchar) AS r

-- case: format_examples
SELECT format('%s%%', 123) AS a, format('%.5f', pi()) AS b, format('%03d', 8) AS c, format('%,.2f', 1234567.89) AS d, format('%-7s,%7s', 'hello', 'world') AS e, format('%2$s %3$s %1$s', 'a', 'b', 'c') AS f, format('%1$tA, %1$tB %1$te, %1$tY', DATE '2006-07-04') AS g, format('%x', 255) AS h, format('%e', 12345.678e0) AS i, format('%b', true) AS j

-- case: format_number_and_sizes
SELECT format_number(123456) AS a, format_number(1000000) AS b, parse_data_size('1kB') AS c, parse_data_size('2.3MB') AS d, human_readable_seconds(3762) AS e, parse_duration('5.8m') AS f, typeof(parse_data_size('1B')) AS g

-- case: typeof_examples
SELECT typeof(123) AS a, typeof(DATE '2026-01-05') AS b, typeof(1.5) AS c, typeof(cos(2) + 1.5) AS d, typeof(ARRAY[1]) AS e, typeof(NULL) AS f, typeof(map(ARRAY[1], ARRAY[DATE '2026-01-05'])) AS g, typeof(now()) AS h, typeof(CAST(ROW(1, true) AS row(a integer, b boolean))) AS i

-- case: typeof_text
SELECT typeof('cat') AS a, typeof(CAST('x' AS varchar)) AS b, typeof('a' || 'b') AS c

-- case: clock_functions_agree
SELECT current_date = CAST(now() AS date) AS same_day, current_timestamp = now() AS same_instant, localtimestamp = CAST(now() AS timestamp) AS local, current_timezone() AS zone, date(now()) <= current_date AS d

-- case: date_and_interval_arithmetic
SELECT date '2012-08-08' + interval '2' day AS a, timestamp '2012-08-08 01:00' + interval '29' hour AS b, timestamp '2012-10-31 01:00' + interval '1' month AS c, interval '2' day + interval '3' hour AS d, interval '3' year + interval '5' month AS e, date '2012-08-08' - interval '2' day AS f, interval '2' day - interval '3' hour AS g, time '01:00' + interval '3' hour AS h, 2 * interval '3' hour AS i, interval '9' day / 2 AS j

-- case: zone_conversions
SELECT timestamp '2012-10-31 01:00 UTC' AT TIME ZONE 'America/Los_Angeles' AS a, at_timezone(timestamp '2012-10-31 01:00 UTC', 'Asia/Tokyo') AS b, with_timezone(timestamp '2021-08-01 15:15:15.000', 'America/Los_Angeles') AS c, timestamp '2012-10-31 01:00:00 Europe/Berlin' AS d, to_unixtime(timestamp '2012-10-31 01:00:00 +02:00') AS e

-- case: zone_of_a_timestamp
SELECT timezone_hour(timestamp '2012-10-31 01:00:00 Asia/Kolkata') AS h, timezone_minute(timestamp '2012-10-31 01:00:00 Asia/Kolkata') AS m, CAST(timestamp '2012-10-31 01:00:00 Asia/Kolkata' AS timestamp) AS local, CAST(timestamp '2012-10-31 23:00:00 Asia/Kolkata' AS date) AS day, year(timestamp '2012-12-31 23:30:00 America/New_York') AS y

-- case: date_trunc_table
SELECT date_trunc('second', t) AS s, date_trunc('minute', t) AS m, date_trunc('hour', t) AS h, date_trunc('day', t) AS d, date_trunc('week', t) AS w, date_trunc('month', t) AS mo, date_trunc('quarter', t) AS q, date_trunc('year', t) AS y FROM (VALUES TIMESTAMP '2001-08-22 03:04:05.321') AS v(t)

-- case: date_add_and_diff_table
SELECT date_add('second', 86, TIMESTAMP '2020-03-01 00:00:00') AS a, date_add('hour', 9, TIMESTAMP '2020-03-01 00:00:00') AS b, date_add('day', -1, TIMESTAMP '2020-03-01 00:00:00 UTC') AS c, date_diff('second', TIMESTAMP '2020-03-01 00:00:00', TIMESTAMP '2020-03-02 00:00:00') AS d, date_diff('hour', TIMESTAMP '2020-03-01 00:00:00 UTC', TIMESTAMP '2020-03-02 00:00:00 UTC') AS e, date_diff('day', DATE '2020-03-01', DATE '2020-03-02') AS f, date_diff('millisecond', TIMESTAMP '2020-06-01 12:30:45.000', TIMESTAMP '2020-06-02 12:30:45.123') AS g, date_add('week', 1, DATE '2020-02-24') AS h, date_add('year', 1, DATE '2020-02-29') AS i

-- case: mysql_patterns
SELECT date_format(t, '%a %b %c %d %e %f %H %h %i %j %k %l %M %m %p %r %S %s %T %v %W %Y %y %%') AS all_of_them, date_parse('2022/10/20/05', '%Y/%m/%d/%H') AS parsed, date_parse('10/20/22 01:02:03 PM', '%m/%d/%y %h:%i:%s %p') AS twelve, date_parse('2026-005', '%Y-%j') AS day_of_year FROM (VALUES TIMESTAMP '2022-10-20 05:10:00.123') AS v(t)

-- case: joda_patterns
-- fails: a zone of a timestamp without one
SELECT format_datetime(t, 'yyyy-MM-dd HH:mm:ss.SSS ZZ') AS a, format_datetime(t, 'EEE, d MMM yy h:mm a') AS b, format_datetime(t, 'D e w x') AS c, format_datetime(t, 'GG CC YYYY ''year''') AS d, parse_datetime('1960/01/22 03:04', 'yyyy/MM/dd HH:mm') AS e, parse_datetime('1960/01/22 03:04 Asia/Tokyo', 'yyyy/MM/dd HH:mm ZZZ') AS f FROM (VALUES TIMESTAMP '2001-08-22 03:04:05.321') AS v(t)

-- case: joda_patterns_without_zone
SELECT format_datetime(t, 'yyyy-MM-dd HH:mm:ss.SSS') AS a, format_datetime(t, 'EEE, d MMM yy h:mm a') AS b, format_datetime(t, 'D e w x') AS c, format_datetime(t, 'GG CC YYYY ''year''') AS d, parse_datetime('1960/01/22 03:04', 'yyyy/MM/dd HH:mm') AS e, parse_datetime('1960/01/22 03:04 Asia/Tokyo', 'yyyy/MM/dd HH:mm ZZZ') AS f FROM (VALUES TIMESTAMP '2001-08-22 03:04:05.321') AS v(t)

-- case: extraction_family
SELECT day_of_week(d) AS dow, day_of_year(d) AS doy, week(d) AS w, year_of_week(d) AS yow, quarter(d) AS q, extract(YEAR FROM d) AS y, extract(DAY_OF_WEEK FROM d) AS edow, last_day_of_month(d) AS l, millisecond(TIMESTAMP '2026-01-05 10:11:12.345') AS ms, extract(MINUTE FROM TIME '10:11:12') AS tm FROM (VALUES DATE '2027-01-01') AS t(d)

-- case: iso_and_unix_family
SELECT from_iso8601_timestamp('2020-05-11T11:15:05+01:00') AS a, from_iso8601_timestamp('2020-W10') AS b, from_iso8601_timestamp('2020-123') AS c, from_iso8601_date('2020-W10-3') AS d, to_iso8601(TIMESTAMP '2020-05-11 11:15:05.123 UTC') AS e, to_iso8601(DATE '2020-05-11') AS f, from_unixtime(1585699200.75) AS g, from_unixtime(1585699200, 'Asia/Kolkata') AS h, from_unixtime(1585699200, 2, 30) AS i, to_milliseconds(INTERVAL '1' DAY) AS j, from_unixtime_nanos(1585699200123456789) AS k

-- case: intervals_of_many_units
SELECT INTERVAL '2' HOUR AS a, INTERVAL '1 2:03:04.567' DAY TO SECOND AS b, INTERVAL '2-3' YEAR TO MONTH AS c, INTERVAL -'5' MINUTE AS d, INTERVAL '90' SECOND AS e, INTERVAL '10:20' HOUR TO MINUTE AS f, CAST(INTERVAL '1' DAY AS varchar) AS g, extract(HOUR FROM INTERVAL '1 2:03:04' DAY TO SECOND) AS h

-- case: decimal_literals_and_operators
SELECT DECIMAL '1.1' + DECIMAL '22.22' AS a, DECIMAL '10' / 3 AS b, 1.10 * 2.5 AS c, DECIMAL '1234567890123456789.5' % 7 AS d, -DECIMAL '0.5' AS e, DECIMAL '100.' = 100 AS f, CAST(1.239 AS decimal(3,2)) AS g, round(DECIMAL '-2.55', 1) AS h, abs(DECIMAL '-1.5') AS i, sign(DECIMAL '-1.5') AS j, ceil(DECIMAL '1.01') AS k, floor(DECIMAL '-1.01') AS l, mod(DECIMAL '7.5', 2) AS m

-- case: decimal_literal_with_exponent
-- fails: no exponent in a decimal
SELECT DECIMAL '1e2' AS f

-- case: json_casts
SELECT CAST(JSON '[1,23,456]' AS array(integer)) AS a, CAST(JSON '{"k1":1,"k2":23}' AS map(varchar, bigint)) AS b, CAST(JSON '{"v1":123,"v2":"abc","v3":true}' AS ROW(v1 bigint, v2 varchar, v3 boolean)) AS c, CAST(JSON '[123,"abc",true]' AS ROW(v1 bigint, v2 varchar, v3 boolean)) AS d, CAST(ARRAY[map(ARRAY['k'], ARRAY[1])] AS JSON) AS e, CAST(CAST(ROW(1, 'x') AS row(a integer, b varchar)) AS JSON) AS f, CAST(1.5e0 AS JSON) AS g, CAST(TIMESTAMP '2026-01-05 10:00:00' AS JSON) AS h

-- case: json_path_functions
SELECT json_array_contains('[1, 2, 3]', 2) AS a, json_array_length('[1, 2, 3]') AS b, json_extract('{"a":{"b":[10,20]}}', '$.a.b[1]') AS c, json_extract_scalar('[{"x":1},{"x":2}]', '$[1].x') AS d, json_size('{"x": {"a": 1, "b": 2}}', '$.x') AS e, json_format(JSON '{"a":  [1, 2]}') AS f, json_parse('"x"') AS g, is_json_scalar('[1]') AS h, json_extract_scalar('{"a b":1}', '$["a b"]') AS i

-- case: json_extract_with_star
-- fails: [*] is not a path of json_extract
SELECT json_extract('{"a":[{"b":1},{"b":2}]}', '$.a[*].b') AS j

-- case: json_exists_value_query
SELECT json_exists('[1,2,3,5]', 'strict $[4]') AS a, json_exists('[1,2,3,5]', 'lax $[2]?(@ > 2)') AS b, json_value('{"k":10}', 'lax $.k' RETURNING integer) AS c, json_value('{"k":[1]}', 'lax $.x' DEFAULT 'none' ON EMPTY) AS d, json_query('{"k":[1,2]}', 'lax $.k' WITHOUT ARRAY WRAPPER) AS e, json_query('{"a":1,"b":2}', 'lax $.*' WITH ARRAY WRAPPER) AS f, json_query('{"a":"x"}', 'lax $.a' OMIT QUOTES ON SCALAR STRING) AS g, json_value('{"a":"1.5"}', 'lax $.a.double()' RETURNING double) AS h, json_exists('{"a":1}', 'lax $?(@.a > $low)' PASSING 0 AS "low") AS i

-- case: json_constructors
SELECT json_object('key1' : 1, 'key2' : true) AS a, json_object(KEY 'k' VALUE 'v', 'n' : NULL NULL ON NULL) AS b, json_object('n' : NULL ABSENT ON NULL) AS c, json_array(true, 12e-1, 'text') AS d, json_array(true, NULL, 1 NULL ON NULL) AS e, json_object('j' : '[1, 2]' FORMAT JSON) AS f, json_array() AS g

-- case: json_path_methods
SELECT json_query('{"a":[1,-2.7,"3"]}', 'lax $.a[*].abs()' WITH ARRAY WRAPPER NULL ON ERROR) AS a, json_query('[1, 2.7]', 'lax $[*].ceiling()' WITH ARRAY WRAPPER) AS b, json_value('[1,2]', 'lax $.size()' RETURNING integer) AS c, json_value('{"a":null}', 'lax $.a.type()') AS d, json_query('{"a":1,"b":2}', 'lax $.keyvalue()' WITH ARRAY WRAPPER) AS e, json_query('[1,2,3,4]', 'lax $[1 to last]' WITH ARRAY WRAPPER) AS f, json_exists('["abc"]', 'lax $?(@ starts with "a")') AS g, json_query('[5,3]', 'lax $[*] ? (@ > 4 || @ < 1)') AS h, json_value('[1,2,3]', 'lax $[last]') AS i

-- case: lambda_captures
SELECT transform(numbers, n -> a * n + b) AS out FROM (VALUES (ARRAY[1, 2], 10, 5), (ARRAY[3, 4], 4, 2)) AS t(numbers, a, b) ORDER BY a

-- case: lambda_nested
SELECT transform(ARRAY[ARRAY[1, 2], ARRAY[3]], x -> transform(x, y -> y * cardinality(x))) AS n, filter(ARRAY[5, -6, NULL, 7], x -> x > 0) AS f, transform_values(map(ARRAY[1, 2], ARRAY['a', 'b']), (k, v) -> CAST(k AS varchar) || v) AS t

-- case: concat_of_a_number_in_a_lambda
-- fails: integer || varchar
SELECT transform_values(map(ARRAY[1, 2], ARRAY['a', 'b']), (k, v) -> k || v) AS bad

-- case: map_functions
SELECT map_concat(map(ARRAY['a', 'b'], ARRAY[1, 2]), map(ARRAY['b'], ARRAY[3])) AS c, map_from_entries(ARRAY[(1, 'x'), (2, 'y')]) AS e, map_entries(map(ARRAY[1], ARRAY['x'])) AS n, multimap_from_entries(ARRAY[(1, 'x'), (2, 'y'), (1, 'z')]) AS m, map_keys(map(ARRAY['k'], ARRAY[1])) AS k, map() AS empty, map_zip_with(map(ARRAY['a'], ARRAY[1]), map(ARRAY['a', 'b'], ARRAY[2, 3]), (k, x, y) -> coalesce(x, 0) + y) AS z

-- case: map_lambdas
SELECT map_filter(map(ARRAY['k1', 'k2', 'k3'], ARRAY[20, 3, 15]), (k, v) -> v > 10) AS f, transform_keys(map(ARRAY['a', 'b'], ARRAY[1, 2]), (k, v) -> k || CAST(v AS varchar)) AS t, transform_values(map(ARRAY[1, 2], ARRAY[1.0, 1.4]), (k, v) -> map(ARRAY[1, 2], ARRAY['one', 'two'])[k] || '_' || CAST(v AS varchar)) AS v

-- case: math_rounding
SELECT round(2.5e0) AS a, round(-0.5e0) AS b, round(1234.567, -2) AS c, round(1234567, -3) AS d, truncate(12.345) AS e, truncate(12.345, 2) AS f, ceiling(-1.5e0) AS g, floor(-1.5e0) AS h, sign(-2) AS i, abs(-3) AS j, mod(-7, 3) AS k, -7 % 3 AS l, 7 / -2 AS m

-- case: math_powers_and_logs
SELECT cbrt(27) AS a, round(exp(1), 10) AS b, ln(1) AS c, log(2, 8) AS d, log10(1000) AS e, log2(32) AS f, power(2, 10) AS g, sqrt(2) AS h, degrees(pi()) AS i, radians(180) AS j, e() AS k, pi() AS l

-- case: math_bases_and_buckets
SELECT to_base(255, 16) AS a, from_base('ff', 16) AS b, width_bucket(5.3e0, 0e0, 10e0, 5) AS c, width_bucket(7, ARRAY[1, 5, 10]) AS d, is_nan(nan()) AS e, is_finite(infinity()) AS f, nan() = nan() AS g, 1e0 / 0e0 AS h, -infinity() AS i, to_base(-10, 2) AS j

-- case: math_trigonometry
SELECT round(sin(1), 12) AS s, round(cos(1), 12) AS c, round(tan(1), 12) AS t, round(atan2(1, 2), 12) AS a2, round(sinh(1), 12) AS sh, round(tanh(1), 12) AS th, round(acos(0.5), 12) AS ac, round(cosh(0), 12) AS ch

-- case: probability_functions
SELECT round(normal_cdf(0, 1, 1.96), 9) AS a, round(inverse_normal_cdf(0, 1, 0.975), 9) AS b, round(wilson_interval_lower(125, 1000, 1.96), 9) AS c, round(wilson_interval_upper(125, 1000, 1.96), 9) AS d, round(beta_cdf(2, 5, 0.5), 9) AS e, round(inverse_beta_cdf(2, 5, 0.5), 9) AS f

-- case: random_ranges
SELECT random() BETWEEN 0 AND 1 AS a, random(10) BETWEEN 0 AND 9 AS b, rand(5, 7) BETWEEN 5 AND 6 AS c

-- case: regexp_family
SELECT regexp_count('1a 2b 14m', '\s*[a-z]+\s*') AS a, regexp_extract_all('1a 2b 14m', '(\d+)([a-z]+)', 2) AS b, regexp_extract('1a 2b 14m', '(\d+)([a-z]+)', 2) AS c, regexp_like('1a 2b 14m', '\d+b') AS d, regexp_position('I have 23 apples, 5 pears and 13 oranges', '\b\d+\b', 5) AS e, regexp_position('I have 23 apples, 5 pears and 13 oranges', '\b\d+\b', 12, 3) AS f, regexp_replace('1a 2b 14m', '(\d+)([ab]) ', '3c$2 ') AS g, regexp_replace('new york', '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) AS h, regexp_split('1a 2b 14m', '\s*[a-z]+\s*') AS i

-- case: regexp_flags_and_classes
SELECT regexp_like('Hello', '(?i)hello') AS a, regexp_like('a' || chr(10) || 'b', '(?s)a.b') AS b, regexp_extract('key: value', '(?<name>\w+): (?<what>\w+)', 2) AS c, regexp_like('é', '\p{L}') AS d, regexp_replace('a.b.c', '\.', '\$') AS e, regexp_extract('abc', 'x(y)?', 1) AS f, regexp_like('tab' || chr(9), '\t') AS g, regexp_extract_all('aXbX', '[[:upper:]]') AS posix

-- case: string_basics
SELECT chr(65) AS a, codepoint('A') AS b, concat('a', 'b', 'c') AS c, concat_ws('-', 'a', NULL, 'b') AS d, length('héllo') AS e, lower('ÀB') AS f, lpad('7', 3, '0') AS g, ltrim('  x ') AS h, position('c' IN 'abcc') AS i, replace('aXbX', 'X') AS j, reverse('abc') AS k, rpad('hello', 3, 'x') AS l, rtrim(' x  ') AS m, upper('ß') AS n

-- case: string_searches
SELECT split('a.b.c', '.') AS a, split('a.b.c', '.', 2) AS b, split_part('a.b.c', '.', 2) AS c, split_to_map('a=1;b=2', ';', '=') AS d, split_to_multimap('a=1;b=2;a=3', ';', '=') AS e, strpos('foobar', 'o') AS f, strpos('foobar', 'o', 2) AS g, strpos('foobar', 'o', -1) AS h, starts_with('foobar', 'foo') AS i, substr('foobar', 4) AS j, substring('foobar', 2, 3) AS k, substring('foobar' FROM 2 FOR 2) AS l, substr('foobar', -3) AS m, translate('abcd', 'ac', 'z') AS n, trim('x' FROM 'xxhixx') AS o, trim(LEADING 'x' FROM 'xxhixx') AS p

-- case: string_distances
SELECT hamming_distance('karolin', 'kathrin') AS a, levenshtein_distance('kitten', 'sitting') AS b, soundex('Robert') AS c, luhn_check('79927398713') AS d, normalize('e' || chr(769), NFC) = chr(233) AS e, to_utf8('é') AS f, from_utf8(X'c3a9') AS g, word_stem('running') AS h

-- case: string_split_lambda
-- fails: split_to_map takes no lambda yet
SELECT split_to_map('a:1;b:2;a:3', ';', ':', (k, v1, v2) -> concat(v1, v2)) AS m

-- case: teradata_functions
-- fails: a plugin of its own
SELECT char2hexint('ABC') AS h, index('high', 'ig') AS i

-- case: url_functions
SELECT url_extract_protocol(u) AS a, url_extract_host(u) AS b, url_extract_port(u) AS c, url_extract_path(u) AS d, url_extract_query(u) AS e, url_extract_fragment(u) AS f, url_extract_parameter(u, 'k1') AS g, url_extract_parameter(u, 'k3') AS h, url_encode('a b&c/é') AS i, url_decode('a%20b+c') AS j FROM (VALUES 'https://example.com:8080/p/a?k1=v%201&k2=v2#Ref1') AS t(u)

-- case: window_functions_of_the_page
SELECT x, rank() OVER (PARTITION BY g ORDER BY x DESC) AS rnk, first_value(x) OVER (PARTITION BY g ORDER BY x) AS f, ntile(3) OVER (ORDER BY x) AS t FROM (VALUES ('a', 1), ('a', 2), ('b', 3), ('b', 3)) AS v(g, x) ORDER BY x, rnk

-- case: aggregates_with_order_and_filter
SELECT array_agg(x ORDER BY y DESC) AS a, array_agg(x ORDER BY x, y) AS b, sum(x) FILTER (WHERE y > 1) AS c, count(*) FILTER (WHERE x IS NULL) AS d, array_agg(x) FILTER (WHERE x IS NOT NULL) AS e, listagg(CAST(x AS varchar), ',') WITHIN GROUP (ORDER BY y) AS f FROM (VALUES (1, 3), (2, 2), (NULL, 1)) AS t(x, y)

-- case: general_aggregates
SELECT any_value(x) AS a, avg(x) AS b, bool_and(x > 0) AS c, bool_or(x > 2) AS d, count(*) AS e, count(x) AS f, count_if(x > 1) AS g, every(x > 0) AS h, geometric_mean(x) AS i, max(x) AS j, max(x, 2) AS k, min_by(y, x) AS l, max_by(y, x, 2) AS m, sum(x) AS n FROM (VALUES (1, 'a'), (2, 'b'), (4, 'c')) AS t(x, y)

-- case: bitwise_and_map_aggregates
SELECT bitwise_and_agg(x) AS a, bitwise_or_agg(x) AS b, histogram(x) AS d, map_agg(y, x) AS e, multimap_agg(x, y) AS f, map_union(map(ARRAY[y], ARRAY[x])) AS g FROM (VALUES (3, 'a'), (5, 'b')) AS t(x, y)

-- case: bitwise_xor_aggregate
-- fails: newer than this Trino
SELECT bitwise_xor_agg(x) AS c FROM (VALUES 3, 5) AS t(x)

-- case: statistical_aggregates
SELECT round(corr(x, y), 9) AS a, round(covar_pop(x, y), 9) AS b, round(kurtosis(x), 9) AS c, round(skewness(x), 9) AS d, round(stddev_pop(x), 9) AS e, round(variance(x), 9) AS f, round(regr_slope(y, x), 9) AS g, round(regr_intercept(y, x), 9) AS h FROM (VALUES (1e0, 2e0), (2e0, 3e0), (4e0, 9e0), (8e0, 9e0)) AS t(x, y)

-- case: reduce_agg_products
SELECT reduce_agg(x, 1, (s, v) -> s * v, (a, b) -> a * b) AS product FROM (VALUES 2, 3, 7) AS t(x)

-- case: listagg_overflow_and_distinct
SELECT listagg(DISTINCT x, ';' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY x) AS a, listagg(x) WITHIN GROUP (ORDER BY x DESC) AS b FROM (VALUES 'b', 'a', 'b', NULL) AS t(x)

-- case: listagg_filtered_in_groups
SELECT g, listagg(x, ',') WITHIN GROUP (ORDER BY x) FILTER (WHERE x <> 'b') AS l FROM (VALUES (1, 'b'), (1, 'a'), (2, 'b')) AS t(g, x) GROUP BY g ORDER BY g

-- case: checksum_of_rows
SELECT to_hex(checksum(x)) AS c, checksum(x) = checksum(y) AS same FROM (VALUES (1, 2), (2, 1)) AS t(x, y)

-- case: geospatial_distance
-- fails: a plugin of its own
SELECT round(great_circle_distance(36.12, -86.67, 33.94, -118.40), 3) AS km

-- case: numeric_literals
SELECT 0x1F AS hex, 1_000_000 AS million, 0b101 AS bits, 0o17 AS octal

-- case: numeric_literal_forms
SELECT 1.5e3 AS d, .5 AS half, 5. AS five, 1E-2 AS small, 12345678901 AS big, DOUBLE '1.5' AS dd, REAL '2.5' AS r, TINYINT '5' AS t, BIGINT '-5' AS b

-- case: text_literals
SELECT 'it''s' AS a, U&'Hello winter \2603 !' AS b, U&'snow #2603' UESCAPE '#' AS c, X'65 68' AS d, '' AS e

-- case: adjoining_literals
-- fails: no joined literals
SELECT 'a' 'b' AS joined

-- case: row_types
SELECT ROW(1, 'a')[1] AS a, ROW(1, ROW(2, 3))[2][1] AS b, CAST(ROW(1, 2.0) AS row(x bigint, y double)).y AS c, ROW(1, NULL) AS d, r.x + 1 AS e FROM (VALUES ROW(CAST(ROW(5) AS row(x integer)))) AS t(r)

-- case: time_values
SELECT TIME '10:11:12' AS a, TIME '10:11:12.345' + INTERVAL '1' HOUR AS b, CAST('10:11' AS time) AS c, hour(TIME '10:11:12') AS h, date_diff('minute', TIME '10:00:00', TIME '11:30:00') AS d, date_trunc('hour', TIME '10:11:12') AS t, localtime IS NOT NULL AS l

-- case: fine_timestamps
SELECT TIMESTAMP '2026-01-05 10:11:12.123456' AS a, CAST(TIMESTAMP '2026-01-05 10:11:12.123456' AS timestamp(3)) AS b, date_trunc('second', TIMESTAMP '2026-01-05 10:11:12.123456') AS c, TIMESTAMP '2026-01-05 10:11:12.123456' + INTERVAL '1' DAY AS d, date_format(TIMESTAMP '2026-01-05 10:11:12.123456', '%f') AS f, hour(TIMESTAMP '2026-01-05 10:11:12.123456') AS h

-- case: week_and_year_edges
SELECT d, week(d) AS w, year_of_week(d) AS y, date_format(d, '%x-%v') AS mysql, day_of_year(d) AS doy FROM (VALUES DATE '2020-12-31', DATE '2021-01-03', DATE '2024-12-30') AS t(d) ORDER BY d

-- case: concat_of_arrays
SELECT ARRAY[1] || 2 AS a, 0 || ARRAY[1] AS b, ARRAY[1] || ARRAY[2] || ARRAY[3] AS c, concat(ARRAY['a'], ARRAY['b'], ARRAY['c']) AS d

-- case: nested_aggregation_of_rows
SELECT array_agg(CAST(ROW(x, y) AS row(n integer, t varchar)) ORDER BY x) AS rows, map_agg(y, ARRAY[x]) AS m, max(ROW(x, y)) AS top FROM (VALUES (2, 'b'), (1, 'a')) AS t(x, y)

-- case: entropy_aggregate
-- fails: no aggregate of this Trino
SELECT round(entropy(x), 6) AS e FROM (VALUES 1, 1, 2) AS t(x)

-- case: null_handling_of_aggregates
SELECT sum(x) AS s, avg(x) AS a, min(x) AS m, count(x) AS c, array_agg(x) AS l, max_by(x, y) AS b, bool_and(x > 0) AS ba, arbitrary(x) AS ar FROM (VALUES (CAST(NULL AS integer), 1), (NULL, 2)) AS t(x, y)

-- case: empty_aggregates
SELECT sum(x) AS s, count(*) AS c, array_agg(x) AS l, map_agg(x, x) AS m, approx_distinct(x) AS d, listagg(CAST(x AS varchar), ',') WITHIN GROUP (ORDER BY x) AS t FROM (VALUES 1) AS t(x) WHERE x > 5

-- case: at_time_zone_of_columns
-- fails: the zone is a literal
SELECT t AT TIME ZONE z AS local FROM (VALUES (TIMESTAMP '2026-01-05 10:00:00 UTC', 'Asia/Tokyo')) AS v(t, z)

-- case: at_timezone_of_columns
SELECT at_timezone(t, z) AS local FROM (VALUES (TIMESTAMP '2026-01-05 10:00:00 UTC', 'Asia/Tokyo')) AS v(t, z)

-- case: date_functions_of_columns
SELECT date_trunc(u, TIMESTAMP '2026-01-05 10:11:12') AS t, date_diff(u, DATE '2026-01-01', DATE '2026-03-05') AS d FROM (VALUES 'month', 'day') AS v(u) ORDER BY 2

-- case: patterns_of_columns
SELECT date_format(TIMESTAMP '2026-01-05 10:11:12', f) AS t, date_parse('2026', '%Y') AS p FROM (VALUES '%Y', '%H:%i') AS v(f) ORDER BY 1

-- case: json_paths_of_columns
SELECT json_extract_scalar('{"a":1,"b":2}', p) AS v FROM (VALUES '$.a', '$.b') AS t(p) ORDER BY 1

-- case: regexp_of_columns
SELECT regexp_like(x, p) AS m, regexp_extract(x, p, 1) AS g FROM (VALUES ('abc', 'a(b)'), ('xyz', '^(z)')) AS t(x, p) ORDER BY x

-- case: like_of_columns
SELECT x LIKE p AS m FROM (VALUES ('abc', 'a%'), ('xyz', '_')) AS t(x, p) ORDER BY x

-- case: approx_percentile_weighted_values
SELECT approx_percentile(x, w, 0.5e0) AS p, approx_percentile(x, w, ARRAY[0.1e0, 0.9e0]) AS ps FROM (VALUES (1, 1), (5, 10), (9, 1)) AS t(x, w)

-- case: session_functions_known
SELECT current_user IS NOT NULL AS a, current_catalog IS NULL AS b

-- case: uuid_from_text
SELECT CAST(uuid '12151fd2-7586-11e9-8f9e-2a86e4085a59' AS varchar) AS u, length(CAST(uuid() AS varchar)) AS n

-- case: set_and_tdigest_aggregates
SELECT cardinality(approx_set(x)) AS n, round(value_at_quantile(tdigest_agg(x), 0.5e0), 3) AS m FROM (VALUES 1e0, 2e0, 3e0) AS t(x)

-- case: ip_addresses_contained
SELECT contains('10.0.0.0/8', IPADDRESS '10.255.255.255') AS yes, CAST(IPADDRESS '10.0.0.1' AS varchar) AS t

-- case: char_values
SELECT CAST('ab' AS char(4)) AS c, length(CAST('ab' AS char(4))) AS n, CAST('ab' AS char(4)) = 'ab' AS same

-- case: short_fractions_of_a_second
SELECT TIMESTAMP '2026-01-05 10:11:12.1' AS a, TIMESTAMP '2026-01-05 10:11:12.12' + INTERVAL '1' DAY AS b, to_unixtime(TIMESTAMP '2026-01-05 10:11:12.5') AS u, hour(TIMESTAMP '2026-01-05 10:11:12.5') AS h

-- case: lag_with_varying_offset
SELECT x, lag(x, k, 0) OVER (ORDER BY x) AS l FROM (VALUES (1, 1), (2, 1), (3, 2)) AS t(x, k) ORDER BY x

-- case: microseconds_in_functions
SELECT date_trunc('second', TIMESTAMP '2026-01-05 10:11:12.123456') AS c, TIMESTAMP '2026-01-05 10:11:12.123456' + INTERVAL '1' DAY AS d, date_format(TIMESTAMP '2026-01-05 10:11:12.123456', '%f') AS f, hour(TIMESTAMP '2026-01-05 10:11:12.123456') AS h
