-- What the manual's pages show, at their edges: empty, NULL, negative, before 1970, other scripts, zones, limits.

-- case: array_functions_of_nothing
SELECT array_max(ARRAY[]) AS a, array_min(ARRAY[NULL, 1]) AS b, array_sort(ARRAY[3, NULL, 1]) AS c, array_join(ARRAY[1, NULL, 3], ',', '?') AS d, array_join(ARRAY[], ',') AS e, array_distinct(ARRAY[NULL, NULL, 1]) AS f, array_position(ARRAY[NULL, 2], 2) AS g, array_remove(ARRAY[1, 2, 1], 1) AS h, flatten(ARRAY[ARRAY[], ARRAY[1]]) AS i, cardinality(ARRAY[]) AS j

-- case: array_max_of_nan
SELECT array_max(ARRAY[1e0, nan()]) AS a, array_min(ARRAY[nan(), 1e0]) AS b, array_sort(ARRAY[nan(), 1e0, -infinity(), NULL, infinity()]) AS c, greatest(1e0, nan()) AS d, least(nan(), 1e0) AS e, contains(ARRAY[nan()], nan()) AS f, array_distinct(ARRAY[nan(), nan()]) AS g

-- case: slices_of_arrays
SELECT slice(ARRAY[1, 2, 3], -2, 5) AS a, slice(ARRAY[1, 2, 3], 4, 1) AS b, slice(ARRAY[1, 2, 3], 2, 0) AS c, element_at(ARRAY[1, 2], 3) AS d, element_at(ARRAY[1, 2], -2) AS e, trim_array(ARRAY[1, 2], 2) AS f, reverse(ARRAY['a', NULL]) AS g, repeat('x', 0) AS h, sequence(5, 1, -2) AS i, combinations(ARRAY['a', 'b', 'c'], 2) AS j

-- case: arrays_compared_and_joined
SELECT ARRAY[1, 2] < ARRAY[1, 3] AS a, ARRAY[1] = ARRAY[1, NULL] AS b, ARRAY[1, NULL] IS DISTINCT FROM ARRAY[1, NULL] AS c, ARRAY[1] || 2 || ARRAY[3] AS d, arrays_overlap(ARRAY[1, NULL], ARRAY[2]) AS e, arrays_overlap(ARRAY[], ARRAY[1]) AS f, array_intersect(ARRAY[1, 1, NULL], ARRAY[NULL, 1]) AS g, array_except(ARRAY[3, 3, 1], ARRAY[1]) AS h, array_union(ARRAY[1, NULL], ARRAY[NULL, 2]) AS i

-- case: zips_of_unequal_length
SELECT zip(ARRAY[1, 2], ARRAY['1b', NULL, '3b']) AS a, zip_with(ARRAY['a', 'b', 'c'], ARRAY['d', NULL], (x, y) -> x || y) AS b, reduce(ARRAY[5, 20, NULL, 50], 0, (s, x) -> s + coalesce(x, 0), s -> s) AS c, reduce(ARRAY[5, 6, 10, 20], CAST(ROW(0.0, 0) AS row(sum double, count integer)), (s, x) -> CAST(ROW(x + s.sum, s.count + 1) AS row(sum double, count integer)), s -> if(s.count = 0, NULL, s.sum / s.count)) AS d

-- case: maps_of_nothing
SELECT map() AS a, map_keys(map()) AS b, element_at(map(ARRAY[1], ARRAY['x']), NULL) AS c, map_from_entries(ARRAY[]) AS d, cardinality(map(ARRAY['k'], ARRAY[NULL])) AS e, map_concat(map(ARRAY[1, 2], ARRAY['a', 'b']), map(ARRAY[2], ARRAY['c'])) AS f, map(ARRAY[1], ARRAY[2]) = map(ARRAY[1], ARRAY[2]) AS g

-- case: maps_transformed
SELECT transform_keys(map(ARRAY['a', 'b'], ARRAY[1, 2]), (k, v) -> k || CAST(v AS varchar)) AS a, map_zip_with(map(ARRAY['a', 'b'], ARRAY[1, 2]), map(ARRAY['b', 'c'], ARRAY[20, 30]), (k, x, y) -> coalesce(x, 0) - coalesce(y, 0)) AS b, map_entries(map(ARRAY[1], ARRAY[NULL])) AS c, multimap_from_entries(ARRAY[(1, 'x'), (2, 'y'), (1, NULL)]) AS d, split_to_multimap('a:1,b:2,a:', ',', ':') AS e

-- case: map_with_a_key_twice
-- fails: a key twice
SELECT map(ARRAY['a', 'b', 'a'], ARRAY[1, 2, 3])

-- case: map_from_entries_with_a_key_twice
-- fails: a key twice
SELECT map_from_entries(ARRAY[(1, 'x'), (1, 'y')])

-- case: map_concat_of_nulls
SELECT map_concat(map(ARRAY['a'], ARRAY[1]), CAST(NULL AS map(varchar(1), integer))) AS a, map_agg(k, v) AS b, map_union(m) AS c FROM (VALUES ('x', 1, map(ARRAY['p'], ARRAY[1])), ('x', 2, NULL), (NULL, 3, map(ARRAY['p'], ARRAY[2]))) AS t(k, v, m)

-- case: strings_of_other_scripts
SELECT length('𝒳é☃') AS a, reverse('aé𝒳') AS b, substr('日本語テキスト', -3, 2) AS c, upper('straße ǆ') AS d, lower('ΑΣΣ İ') AS e, lpad('é', 4, '☃x') AS f, strpos('日本語日本', '本', 2) AS g, position('' IN 'abc') AS h, translate('aéa', 'aé', 'x') AS i, codepoint('☃') AS j, chr(128077) AS k

-- case: substrings_out_of_range
SELECT substr('abc', 0) AS a, substr('abc', 4) AS b, substr('abc', -4) AS c, substr('abc', 2, 100) AS d, substr('abc', -2, 1) AS e, substring('abc' FROM 2 FOR 1) AS f, substr('', 1, 1) AS g, split_part('a,b', ',', 3) AS h, split('a,,b,', ',') AS i, split('a,b,c', ',', 2) AS j

-- case: trims_of_characters
SELECT trim(BOTH 'xy' FROM 'xyaxy') AS a, trim(LEADING FROM '  a ') AS b, rtrim('abcc', 'c') AS c, trim('  ') AS d, ltrim('	 a') AS e, trim(TRAILING '!' FROM 'a!b!!') AS f, replace('aaa', 'a') AS g, replace('abc', '', '-') AS h, starts_with('', '') AS i, concat_ws(',', 'a', NULL, '', 'b') AS j

-- case: patterns_with_groups
SELECT regexp_replace('2024-02-29', '(\d+)-(\d+)-(\d+)', '$3.$2.$1') AS a, regexp_replace('1a 2b 14m', '(?<num>\d+)([ab]) ', '3c$2 ') AS b, regexp_extract_all('1a 2b 14m', '(\d+)([a-z]+)', 2) AS c, regexp_split('1a 2b 14m', '\s*[a-z]+\s*') AS d, regexp_position('I have 23 apples', '\b\d+\b', 12) AS e, regexp_count('1a 2b 14m', '\s*[a-z]+\s*') AS f, regexp_like('a
b', 'a.b') AS g, regexp_like('ÄB', '(?i)äb') AS h

-- case: like_with_escapes
SELECT '50%' LIKE '50\%' ESCAPE '\' AS a, 'a_c' LIKE 'a$_c' ESCAPE '$' AS b, '' LIKE '%' AS c, 'é' LIKE '_' AS d, '𝒳' LIKE '_' AS e, 'a
b' LIKE 'a%b' AS f, NULL LIKE 'a' AS g, 'A' LIKE 'a' AS h, 'abc' NOT LIKE 'a_' AS i

-- case: urls_in_parts
SELECT url_extract_host('http://user@h.example:80/x') AS a, url_extract_path('http://h/a%20b?q') AS b, url_extract_parameter('http://h/?k=1&k=2&x', 'k') AS c, url_extract_parameter('http://h/?k=1&k=2&x', 'x') AS d, url_extract_protocol('mailto:a@b') AS e, url_extract_query('http://h') AS f, url_encode('a b/é+~') AS g, url_decode('a%2Fb+c') AS h, url_extract_host('not a url ') AS i

-- case: numbers_rounded
SELECT round(-2.5) AS a, round(2.5e0) AS b, round(-1.235, 2) AS c, round(1e300, 2) AS d, truncate(-12.999) AS e, truncate(12.345, -1) AS f, ceil(-0.5) AS g, floor(-0.5e0) AS h, sign(-0.0e0) AS i, mod(-5, 3) AS j, -5 % 3.5 AS k, round(DECIMAL '9999999999.99', -3) AS l, truncate(99.999, 1) AS m

-- case: bases_and_bits
SELECT to_base(-255, 16) AS a, from_base('-zz', 36) AS b, bitwise_not(0) AS c, bitwise_and(-1, 255) AS d, bit_count(-7, 64) AS e, bit_count(7, 4) AS f, bitwise_right_shift(-8, 1) AS g, bitwise_right_shift_arithmetic(-8, 1) AS h, bitwise_left_shift(TINYINT '1', 7) AS i, bitwise_xor(5, 3) AS j

-- case: powers_and_logarithms
SELECT power(0, 0) AS a, sqrt(-1) AS b, ln(0) AS c, log(2, 64) AS d, exp(1000) AS e, cbrt(-27) AS f, atan2(0, -1) AS g, is_nan(0e0 / 0) AS h, 1e0 / 0 AS i, -1e308 * 10 AS j, nan() = nan() AS k, nan() > 1 AS l, pi() - 3 AS m, width_bucket(3.5, 0, 10, 4) AS n

-- case: integers_at_their_limits
SELECT BIGINT '-9223372036854775808' AS a, 9223372036854775807 + 0 AS b, CAST(32767 AS smallint) AS c, abs(CAST(-127 AS tinyint)) AS d, -(-2147483647) AS e, CAST('9223372036854775807' AS bigint) % 10 AS f, CAST(DECIMAL '99999999999999999999999999999999999999' AS double) AS g

-- case: negation_of_the_least_bigint
-- fails: out of range
SELECT -x FROM (VALUES BIGINT '-9223372036854775808') AS t(x)

-- case: decimals_near_the_limit
SELECT CAST(1 AS decimal(38,37)) / 3 AS a, DECIMAL '0.0000000001' * DECIMAL '0.0000000001' AS b, CAST('123456789012345678901234567890.12345678' AS decimal(38,8)) + 1 AS c, DECIMAL '10' / DECIMAL '3' AS d, DECIMAL '1.00' % DECIMAL '0.3' AS e, typeof(DECIMAL '12345678901234567890' * DECIMAL '1.5') AS f, 1.1 + 1 AS g, avg(x) AS h FROM (VALUES DECIMAL '0.1', DECIMAL '0.2') AS t(x)

-- case: decimal_product_too_large
-- fails: out of range
SELECT x * x FROM (VALUES CAST('99999999999999999999' AS decimal(20,0))) AS t(x)

-- case: dates_before_the_epoch
SELECT year(DATE '0001-01-01') AS a, day_of_week(DATE '1582-10-15') AS b, date_trunc('quarter', DATE '1969-11-30') AS c, to_unixtime(TIMESTAMP '1969-12-31 23:59:59.500') AS d, from_unixtime(-0.5) AS e, date_diff('day', TIMESTAMP '1970-01-01 12:00:00', TIMESTAMP '1969-12-31 13:00:00') AS f, hour(TIMESTAMP '1969-12-31 23:59:59.999') AS g, date_trunc('hour', TIMESTAMP '1960-02-29 23:59:59') AS h, millisecond(TIMESTAMP '1969-12-31 23:59:59.001') AS i, DATE '1969-12-31' - DATE '1970-03-01' AS j

-- case: leap_days_moved
SELECT DATE '2024-02-29' + INTERVAL '1' YEAR AS a, DATE '2023-02-28' + INTERVAL '1' YEAR AS b, date_add('month', -12, DATE '2024-02-29') AS c, date_diff('year', DATE '2020-02-29', DATE '2024-02-28') AS d, date_diff('month', DATE '2024-01-31', DATE '2024-02-29') AS e, date_add('month', 1, TIMESTAMP '2024-01-31 23:59:59') AS f, day_of_year(DATE '2000-12-31') AS g, week(DATE '2020-12-31') AS h, year_of_week(DATE '2021-01-03') AS i

-- case: zones_at_their_changes
SELECT TIMESTAMP '2024-11-03 01:30:00 America/New_York' AS a, CAST(TIMESTAMP '2024-11-03 01:30:00 America/New_York' AS timestamp) AS b, TIMESTAMP '2024-03-10 01:30:00 America/New_York' + INTERVAL '1' HOUR AS c, TIMESTAMP '2024-03-09 12:00:00 America/New_York' + INTERVAL '1' DAY AS d, date_diff('hour', TIMESTAMP '2024-03-10 00:00:00 America/New_York', TIMESTAMP '2024-03-11 00:00:00 America/New_York') AS e, date_trunc('day', TIMESTAMP '2024-11-03 12:00:00 America/New_York') AS f, TIMESTAMP '2024-02-29 00:00:00 +14:00' = TIMESTAMP '2024-02-28 10:00:00 UTC' AS g

-- case: times_of_day
SELECT TIME '23:59:59' + INTERVAL '2' SECOND AS a, CAST(TIMESTAMP '2024-02-29 10:11:12.345' AS time) AS b, date_diff('minute', TIME '23:00:00', TIME '01:00:00') AS c, TIME '10:00:00' < TIME '09:59:59.999' AS d, hour(TIME '13:14:15') AS e, date_trunc('hour', TIME '13:14:15') AS f, CAST('01:02:03' AS time) AS g, date_add('hour', 13, TIME '12:00:00') AS h

-- case: intervals_in_arithmetic
SELECT INTERVAL '2' DAY + INTERVAL '3' HOUR AS a, INTERVAL '1-6' YEAR TO MONTH AS b, INTERVAL '1' DAY * 1.5e0 AS c, -INTERVAL '90' MINUTE AS d, TIMESTAMP '2024-03-01 00:00:00' - TIMESTAMP '2024-02-28 12:00:00' AS e, INTERVAL '36' HOUR / 2 AS f, INTERVAL '3 04:05:06.789' DAY TO SECOND AS g, INTERVAL '1' YEAR > INTERVAL '11' MONTH AS h, to_milliseconds(INTERVAL '-1' SECOND) AS i, extract(DAY FROM INTERVAL '50' HOUR) AS j

-- case: date_patterns
SELECT date_format(TIMESTAMP '2024-02-29 00:05:06.789', '%Y %y %c %e %k %l %p %r %T %f %j %%') AS a, date_format(DATE '1999-12-31', '%b %d %a %W') AS b

-- case: joda_patterns
SELECT format_datetime(TIMESTAMP '2024-02-29 15:04:05.678', 'yyyy-MM-dd''T''HH:mm:ss.SSS') AS a, format_datetime(TIMESTAMP '2024-02-29 15:04:05 Europe/Paris', 'EEE d MMM yyyy hh:mm a Z') AS b, parse_datetime('29/02/2024 15:04 +0200', 'dd/MM/yyyy HH:mm Z') AS c, date_parse('24-2-9 3', '%y-%c-%e %k') AS d, to_iso8601(TIMESTAMP '1969-12-31 23:59:59.999') AS e, from_iso8601_date('2024-W09-4') AS f, from_iso8601_timestamp('2024-02-29T23:59:59.123456+01:00') AS g, to_iso8601(DATE '0900-01-01') AS h

-- case: json_paths_at_their_edges
SELECT json_extract_scalar('{"a":{"":1}}', '$.a[""]') AS a, json_extract('[1,[2,{"b":null}]]', '$[1][1].b') AS b, json_extract_scalar('{"a.b":"x"}', '$["a.b"]') AS d, json_array_contains('[1, "2", null, 2.5]', 2.5) AS e, json_array_contains('[1, "2"]', '2') AS f, json_size('{"a":[1,2]}', '$.a') AS g, json_parse(' {"b" : 1, "a": [ ] } ') AS h, json_format(JSON '"\u00e9\u2603"') AS i, is_json_scalar('[1]') AS j, json_array_length('[]') AS k, json_extract_scalar('{"a":1e400}', '$.a') AS l

-- case: json_path_from_the_end
-- fails: no index below zero
SELECT json_extract_scalar('[1, 2]', '$[-1]') AS c

-- case: json_casts_at_their_edges
SELECT CAST(JSON '1.9' AS integer) AS a, CAST(JSON '"12"' AS bigint) AS b, CAST(JSON 'true' AS varchar) AS c, CAST(JSON 'null' AS bigint) AS d, CAST(JSON '[1,null,"3"]' AS array(varchar)) AS e, CAST(JSON '{"a":1}' AS map(varchar, double)) AS f, CAST(1.10 AS json) AS g, CAST('x"y' AS json) AS h, CAST(ARRAY[NULL, 1] AS json) AS i, CAST(JSON '1e2' AS decimal(5,1)) AS j, CAST(true AS json) AS k, CAST(DATE '2024-02-29' AS json) AS l, JSON '{"a":1,"b":2}' = JSON '{"b":2,"a":1}' AS m

-- case: json_standard_functions
SELECT json_exists('{"a":[1,2]}', 'strict $.a[*] ? (@ > 1)') AS a, json_value('{"a":"7"}', 'lax $.a' RETURNING integer DEFAULT -1 ON EMPTY) AS b, json_value('{}', 'lax $.a' DEFAULT 'none' ON EMPTY) AS c, json_query('{"a":[1,"x"]}', 'lax $.a[last]' OMIT QUOTES) AS d, json_object('k' : 1, 'n' : NULL ABSENT ON NULL) AS e, json_array(1, NULL, 'é' NULL ON NULL) AS f, json_value('[1,2]', 'strict $[5]' NULL ON ERROR) AS g, json_query('{"a":{"b":1}}', 'lax $.a.keyvalue().name' WITH WRAPPER) AS h, json_value('"abc"', 'lax $.size()') AS i, json_query('[3,1]', 'lax $[*].abs()' WITH ARRAY WRAPPER) AS j

-- case: aggregates_of_nothing
SELECT count(*) AS a, sum(x) AS b, avg(x) AS c, max(x) AS d, array_agg(x) AS e, map_agg(x, x) AS f, bool_and(x > 1) AS g, approx_distinct(x) AS h, stddev(x) AS i, histogram(x) AS j, listagg(CAST(x AS varchar), ',') WITHIN GROUP (ORDER BY x) AS k, checksum(x) AS l, arbitrary(x) AS m, count_if(x > 1) AS n, geometric_mean(x) AS o, max_by(x, x) AS p, approx_percentile(x, 0.5) AS q FROM (VALUES 1) AS t(x) WHERE x > 1

-- case: aggregates_of_nulls
SELECT array_agg(x) AS a, array_agg(x) FILTER (WHERE x IS NOT NULL) AS b, count(DISTINCT x) AS c, sum(x) AS d, min(x) AS e, bool_or(x > 0) AS f, max_by(x, 1) AS g, map_agg('k', x) AS h, reduce_agg(x, 0, (s, v) -> s + v, (s, v) -> s + v) AS i FROM (VALUES (CAST(NULL AS integer), 1), (NULL, 0)) AS t(x, c)

-- case: aggregates_ordered
SELECT array_agg(x ORDER BY y DESC, x) AS a, listagg(DISTINCT x, '/') WITHIN GROUP (ORDER BY x) AS b, array_agg(DISTINCT x ORDER BY x DESC) AS c, listagg(x) WITHIN GROUP (ORDER BY y) FILTER (WHERE y > 1) AS d, max_by(x, y, 2) AS e, min(y, 2) AS f FROM (VALUES ('b', 1), ('a', 3), ('b', 2), ('c', 4)) AS t(x, y)

-- case: variances_of_one_row
SELECT variance(x) AS a, var_pop(x) AS b, stddev_samp(x) AS c, corr(x, x) AS d, covar_samp(x, x) AS e, regr_slope(x, x) AS f, skewness(x) AS g, kurtosis(x) AS h, stddev_pop(x) AS i FROM (VALUES 3e0) AS t(x)

-- case: bitwise_and_checksums
SELECT bitwise_or_agg(x) AS a, bitwise_and_agg(x) AS b, to_hex(checksum(x)) AS c, approx_most_frequent(3, x, 10) AS d, every(x > 0) AS e, any_value(x) IS NULL AS f FROM (VALUES BIGINT '5', 5, NULL, 3) AS t(x)

-- case: frames_of_groups_and_ranges
SELECT d, v, sum(v) OVER (ORDER BY d RANGE BETWEEN INTERVAL '1' MONTH PRECEDING AND CURRENT ROW) AS a, count(*) OVER (ORDER BY v GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS b, array_agg(v) OVER (ORDER BY d ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING) AS c, max(v) OVER (ORDER BY v DESC RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS e FROM (VALUES (DATE '2024-01-31', 1), (DATE '2024-02-29', 2), (DATE '2024-03-30', 2), (DATE '2024-03-31', NULL)) AS t(d, v) ORDER BY d

-- case: ranks_over_ties_and_nulls
SELECT x, rank() OVER w AS r, dense_rank() OVER w AS d, percent_rank() OVER w AS p, cume_dist() OVER w AS c, ntile(2) OVER w AS n, count(x) OVER w AS k FROM (VALUES 2, NULL, 2, 5) AS t(x) WINDOW w AS (ORDER BY x DESC NULLS FIRST) ORDER BY x, n

-- case: lag_and_lead_defaults
SELECT x, lag(x, 0) OVER (ORDER BY x) AS a, lead(x, 1, -1) OVER (ORDER BY x) AS b, lag(x, 5, 0) OVER (ORDER BY x) AS c, first_value(x) OVER (ORDER BY x DESC) AS d, last_value(x) OVER (PARTITION BY x % 2 ORDER BY x RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS e, nth_value(x, 3) OVER (ORDER BY x) AS f FROM (VALUES 1, 2, 4) AS t(x) ORDER BY x

-- case: binary_functions
SELECT to_hex(to_utf8('é')) AS a, from_utf8(X'ff41', '?') AS b, to_base64(X'') AS c, from_base64('aGk=') AS d, md5(X'') AS e, crc32(to_utf8('abc')) AS f, to_hex(lpad(X'01', 3, X'00')) AS g, to_big_endian_32(-1) AS h, X'65' || X'66' AS i, length(X'0001') AS j, to_hex(hmac_sha256(to_utf8('a'), to_utf8('k'))) AS k, substr(X'010203', -2) AS l, strpos(from_utf8(X'616263'), 'c') AS m

-- case: conditionals_of_null
SELECT if(NULL, 1, 2) AS a, nullif(1, 1.0) AS b, coalesce(NULL, NULL, 3.5) AS c, CASE NULL WHEN NULL THEN 1 ELSE 2 END AS d, greatest(1, NULL) AS e, try(1 / 0) AS f, NULL IN (1) AS g, 1 IN (2, NULL) AS h, 1 NOT BETWEEN 2 AND NULL AS i, NULL IS NOT DISTINCT FROM NULL AS j, (1, NULL) = (2, NULL) AS k, CASE WHEN x > 0 THEN 'p' WHEN x < 0 THEN 'n' END AS l, 5 BETWEEN 10 AND 1 AS m FROM (VALUES 0) AS t(x)

-- case: rows_compared
SELECT (1, 'a') < (1, 'b') AS a, ROW(1, 2) = ROW(1, 2) AS b, (1, NULL) IS DISTINCT FROM (1, NULL) AS c, ROW(1, 'x')[2] AS d, CAST(ROW(1, 2) AS row(a bigint, b varchar)).b AS e, (1, 2) IN ((1, 2), (3, 4)) AS f, (SELECT ROW(x, y) FROM (VALUES (1, 'q')) AS t(x, y)) AS g

-- case: types_of_things
SELECT typeof(1) AS a, typeof(1.50) AS b, typeof(1e0) AS c, typeof(ARRAY[1, NULL]) AS d, typeof(map(ARRAY['a'], ARRAY[1.5])) AS e, typeof(ROW(1, 2e0)) AS f, typeof(now()) AS g, typeof(DATE '2024-02-29' - INTERVAL '1' DAY) AS h, typeof(NULL) AS i, typeof(INTERVAL '1' DAY) AS j, typeof(X'00') AS k, typeof(current_time) AS l, typeof(REAL '1' + 1) AS m, typeof(JSON '1') AS n

-- case: lambdas_that_capture
SELECT transform(ARRAY[1, NULL, 3], x -> x * y) AS a, filter(ARRAY['a', NULL, 'bb'], x -> length(x) >= y - 1) AS b, any_match(ARRAY[1, NULL], x -> x > y) AS c, none_match(ARRAY[NULL], x -> x > 1) AS d, all_match(ARRAY[], x -> false) AS e, transform(ARRAY[1, 2], x -> transform(ARRAY[10], z -> z * x + y)) AS f, map_filter(map(ARRAY[1, 2], ARRAY[NULL, 'v']), (k, v) -> v IS NOT NULL) AS g, array_sort(ARRAY[3, 2, 5], (p, q) -> if(p < q, y - 1, if(p = q, 0, 1 - y))) AS h FROM (VALUES 2) AS t(y)

-- case: stock_pattern
SELECT m.symbol, m.bottom FROM (VALUES ('a', 1, 9), ('a', 2, 5), ('a', 3, 7)) AS t(symbol, day, price) MATCH_RECOGNIZE (PARTITION BY symbol ORDER BY day MEASURES LAST(down.price) AS bottom ONE ROW PER MATCH PATTERN (strt down+ up+) DEFINE down AS price < PREV(price), up AS price > PREV(price)) AS m

-- case: digests_of_sets
SELECT cardinality(make_set_digest(x)) AS a, hash_counts(make_set_digest(x)) IS NOT NULL AS b FROM (VALUES 1, 1, 2) AS t(x)

-- case: teradata_functions
-- fails: Athena has none of them
SELECT index('high', 'ig') AS a, substring('abc', 2) AS b, to_char(TIMESTAMP '2024-02-29 10:00:00', 'yyyy/mm/dd') AS c, to_date('2024/02/29', 'yyyy/mm/dd') AS d

-- case: distribution_functions
SELECT round(normal_cdf(0, 1, 1.96), 6) AS a, round(inverse_normal_cdf(0, 1, 0.975), 6) AS b, round(beta_cdf(3, 4, 0.5), 6) AS c, round(wilson_interval_lower(3, 10, 1.96), 6) AS d

-- case: quantiles_of_digests
SELECT value_at_quantile(tdigest_agg(x), 0.5) AS a, value_at_quantile(qdigest_agg(x), 0.5) AS b FROM (VALUES 1e0, 2e0, 3e0) AS t(x)

-- case: sets_with_all
SELECT x FROM (VALUES 1, 1, 2, NULL, NULL) AS a(x) INTERSECT ALL SELECT x FROM (VALUES 1, 1, 1, NULL) AS b(x) ORDER BY x NULLS LAST

-- case: select_from_table_functions
SELECT * FROM TABLE(sequence(start => 5, stop => 1, step => -2)) AS t(n) ORDER BY n

-- case: group_by_ordinal_of_expression
SELECT x % 2 AS parity, upper(s) AS s, count(*) AS n FROM (VALUES (1, 'a'), (3, 'A'), (-1, 'a'), (2, NULL)) AS t(x, s) GROUP BY 1, 2 HAVING count(*) > 0 ORDER BY 3 DESC, parity DESC, 2

-- case: uuid_and_ip_text
SELECT CAST(UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59' AS varchar) AS a, CAST(IPADDRESS '::ffff:1.2.3.4' AS varchar) AS b, CAST(CAST(IPADDRESS '2001:DB8::1' AS varbinary) AS ipaddress) AS c, IPADDRESS '10.0.0.1' < IPADDRESS '9.0.0.1' AS d, typeof(uuid()) AS e
