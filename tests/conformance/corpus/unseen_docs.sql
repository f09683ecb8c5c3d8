-- Statements after the pages of Trino's documentation.

-- case: select_group_by_shipping
SELECT origin_state, origin_zip, destination_state, sum(package_weight) AS w FROM (VALUES ('California', 94131, 'New Jersey', 13), ('California', 94131, 'New Jersey', 42), ('New Jersey', 7081, 'Connecticut', 225), ('California', 90210, 'Connecticut', 1337), ('New York', 10002, 'New Jersey', 3)) AS shipping(origin_state, origin_zip, destination_state, package_weight) GROUP BY GROUPING SETS ((origin_state), (origin_state, origin_zip), (destination_state)) ORDER BY 1, 2, 3

-- case: select_grouping_operation
SELECT origin_state, origin_zip, destination_state, sum(w) AS s, grouping(origin_state, origin_zip, destination_state) AS g FROM (VALUES ('CA', 94131, 'NJ', 13), ('NJ', 7081, 'CT', 225)) AS shipping(origin_state, origin_zip, destination_state, w) GROUP BY GROUPING SETS ((origin_state), (origin_state, origin_zip), (destination_state), ()) HAVING sum(w) > 13 ORDER BY g, 1, 2, 3

-- case: select_having
SELECT count(*) AS customers, mktsegment, nationkey, CAST(sum(acctbal) AS bigint) AS totalbal FROM (VALUES ('FURNITURE', 1, 10.5e0), ('FURNITURE', 1, 20.1e0), ('AUTO', 2, 3.0e0)) AS customer(mktsegment, nationkey, acctbal) GROUP BY mktsegment, nationkey HAVING sum(acctbal) > 5 ORDER BY totalbal DESC

-- case: select_values_in_from_with_fetch_ties
-- fails: OFFSET stands before FETCH
SELECT name FROM (VALUES ('ALGERIA', 0), ('ETHIOPIA', 0), ('KENYA', 0), ('ARGENTINA', 1), ('BRAZIL', 1)) AS nation(name, regionkey) ORDER BY regionkey FETCH FIRST 1 ROW WITH TIES OFFSET 0 ROWS

-- case: select_unnest_several_arrays
SELECT numbers, animals, n, a FROM (VALUES (ARRAY[2, 5], ARRAY['dog', 'cat', 'bird']), (ARRAY[7, 8, 9], ARRAY['cow', 'pig'])) AS x (numbers, animals) CROSS JOIN UNNEST(numbers, animals) AS t (n, a) ORDER BY cardinality(numbers), n NULLS LAST

-- case: select_unnest_left_join_on_true
SELECT run_id, word FROM (VALUES (1, ARRAY['a', 'b']), (2, ARRAY[]), (3, NULL)) AS t(run_id, words) LEFT JOIN UNNEST(words) AS u(word) ON TRUE ORDER BY run_id, word

-- case: select_unnest_map_of_rows
SELECT animals, word, n FROM (VALUES (ARRAY[ROW('dog', 1), ROW('cat', 2)])) AS t(pets) CROSS JOIN UNNEST(pets) AS p(word, n) CROSS JOIN (VALUES 'many') AS a(animals) ORDER BY n

-- case: select_scalar_subquery_greatest
SELECT name FROM (VALUES ('a', 1), ('b', 3), ('c', 3)) AS nation(name, regionkey) WHERE regionkey = (SELECT max(regionkey) FROM (VALUES 1, 2, 3) AS region(regionkey)) ORDER BY name

-- case: select_in_subquery
SELECT name FROM (VALUES ('a', 1), ('b', 2), ('c', 3)) AS nation(name, regionkey) WHERE regionkey IN (SELECT regionkey FROM (VALUES (1, 'AMERICA'), (2, 'ASIA'), (3, 'AFRICA')) AS region(regionkey, rname) WHERE rname = 'AMERICA' OR rname = 'AFRICA') ORDER BY 1

-- case: select_lateral_derived
SELECT name, x, y FROM (VALUES ('a', 1), ('b', 2)) AS nation(name, k) CROSS JOIN LATERAL (SELECT name || ' :-' AS x) CROSS JOIN LATERAL (SELECT x || ')' AS y) ORDER BY name

-- case: select_recursive_factorial
WITH RECURSIVE f(n, product) AS (SELECT 1, BIGINT '1' UNION ALL SELECT n + 1, product * (n + 1) FROM f WHERE n < 6) SELECT n, product FROM f ORDER BY n

-- case: select_except_intersect_precedence
SELECT x FROM (SELECT 13 AS x UNION SELECT 42 INTERSECT SELECT 13) AS t ORDER BY x

-- case: select_sorted_aggregate_and_filter
SELECT array_agg(x ORDER BY y DESC) AS a, array_agg(x ORDER BY x, y) AS b, array_agg(name) FILTER (WHERE name IS NOT NULL) AS c FROM (VALUES (1, 3, 'b'), (2, 1, NULL), (1, 2, 'b')) AS t(x, y, name)

-- case: agg_listagg_overflow
SELECT listagg(v, ',') WITHIN GROUP (ORDER BY v) AS a, listagg(DISTINCT v, '|') WITHIN GROUP (ORDER BY v) AS b, listagg(v, ',' ON OVERFLOW TRUNCATE '.....' WITH COUNT) WITHIN GROUP (ORDER BY v DESC) AS c FROM (VALUES 'a', 'c', 'b', 'a') AS t(v)

-- case: agg_reduce_agg
SELECT id, reduce_agg(value, 0, (a, b) -> a + b, (a, b) -> a + b) AS s FROM (VALUES (1, 3), (1, 4), (1, 5), (2, 6), (2, 7)) AS t(id, value) GROUP BY id ORDER BY id

-- case: agg_map_union_and_multimap
SELECT map_union(m) AS a, multimap_agg(k, v) AS b, map_agg(k, v) AS c FROM (VALUES (MAP(ARRAY['x'], ARRAY[1]), 'k1', 10), (MAP(ARRAY['y'], ARRAY[2]), 'k2', 20)) AS t(m, k, v)

-- case: agg_statistics
SELECT round(corr(y, x), 6) AS a, round(covar_pop(y, x), 6) AS b, round(covar_samp(y, x), 6) AS c, round(kurtosis(x), 6) AS d, round(regr_intercept(y, x), 6) AS e, round(regr_slope(y, x), 6) AS f, round(skewness(x), 6) AS g, round(stddev_pop(x), 6) AS h, round(var_samp(x), 6) AS i FROM (VALUES (1.0e0, 2.0e0), (2.0e0, 4.5e0), (3.0e0, 5.0e0), (7.0e0, 11.0e0)) AS t(x, y)

-- case: agg_geometric_mean_and_bool
SELECT round(geometric_mean(x), 6) AS a, bool_and(x > 0) AS b, bool_or(x > 4) AS c, every(x > 1) AS d, count_if(x > 1) AS e, any_value(7) AS f FROM (VALUES 1, 2, 4) AS t(x)

-- case: agg_max_by_n
SELECT max_by(name, score, 2) AS a, min_by(name, score, 2) AS b, max(score, 2) AS c, min(score, 3) AS d FROM (VALUES ('a', 1), ('b', 3), ('c', 2)) AS t(name, score)

-- case: agg_approx_most_frequent_histogram
SELECT approx_most_frequent(2, v, 10) AS a, histogram(v) AS b FROM (VALUES 'a', 'b', 'a', 'c', 'a', 'b') AS t(v)

-- case: agg_bitwise
SELECT bitwise_and_agg(x) AS a, bitwise_or_agg(x) AS b FROM (VALUES 6, 3, 7) AS t(x)

-- case: array_combinations_ngrams
SELECT combinations(ARRAY['foo', 'bar', 'baz'], 2) AS a, ngrams(ARRAY['a', 'b', 'c', 'd'], 2) AS b, combinations(ARRAY[1, 2, 2], 2) AS c

-- case: array_sort_comparator
SELECT array_sort(ARRAY[3, 2, 5, 1, 2], (x, y) -> IF(x < y, 1, IF(x = y, 0, -1))) AS a, array_sort(ARRAY['bc', 'ab', 'dc'], (x, y) -> IF(x < y, 1, IF(x = y, 0, -1))) AS b, array_sort(ARRAY[3, 2, null, 5, null, 1, 2], (x, y) -> CASE WHEN x IS NULL THEN -1 WHEN y IS NULL THEN 1 WHEN x < y THEN 1 WHEN x = y THEN 0 ELSE -1 END) AS c

-- case: array_reduce_average
SELECT reduce(ARRAY[5, 6, 10, 20], CAST(ROW(0.0, 0) AS ROW(sum DOUBLE, count INTEGER)), (s, x) -> CAST(ROW(x + s.sum, s.count + 1) AS ROW(sum DOUBLE, count INTEGER)), s -> IF(s.count = 0, NULL, s.sum / s.count)) AS a

-- case: array_misc
SELECT arrays_overlap(ARRAY[1, 2], ARRAY[2, 3]) AS a, contains_sequence(ARRAY[1, 2, 3], ARRAY[2, 3]) AS b, element_at(ARRAY[1, 2], -1) AS c, shuffle(ARRAY[1]) AS d, trim_array(ARRAY[1, 2, 3, 4], 1) AS e, zip(ARRAY[1, 2], ARRAY['1b', null, '3b']) AS f, zip_with(ARRAY[1, 3, 5], ARRAY['a', 'b', 'c'], (x, y) -> (y, x)) AS g

-- case: map_functions
SELECT map_from_entries(ARRAY[(1, 'x'), (2, 'y')]) AS a, multimap_from_entries(ARRAY[(1, 'x'), (2, 'y'), (1, 'z')]) AS b, map_zip_with(MAP(ARRAY['a', 'b', 'c'], ARRAY[1, 8, 27]), MAP(ARRAY['a', 'b', 'c'], ARRAY[1, 2, 3]), (k, v1, v2) -> k || CAST(v1 / v2 AS VARCHAR)) AS c, transform_keys(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), (k, v) -> upper(k)) AS d

-- case: string_functions_page
SELECT concat_ws(',', 'a', NULL, 'b') AS a, hamming_distance('abc', 'abd') AS b, levenshtein_distance('kitten', 'sitting') AS c, luhn_check('79927398713') AS d, lpad('x', 3, 'ab') AS e, soundex('Robert') AS f, split_to_map('a=1;b=2', ';', '=') AS g, split_to_multimap('a=1;a=2', ';', '=') AS h, translate('abcd', 'aac', 'zq') AS i, strpos('abcabc', 'b', 2) AS j

-- case: string_normalize_codepoints
SELECT from_utf8(to_utf8('hé')) AS a, normalize('é', NFD) = 'é' AS b, chr(233) AS c, codepoint('x') AS d, to_base64(to_utf8('hello')) AS e, to_hex(md5(to_utf8('a'))) AS f, reverse('héllo') AS g

-- case: regexp_page
SELECT regexp_count('1a 2b 14m', '\s*[a-z]+\s*') AS a, regexp_extract_all('1a 2b 14m', '(\d+)([a-z]+)', 2) AS b, regexp_position('I have 23 apples, 5 pears and 13 oranges', '\b\d+\b', 5) AS c, regexp_replace('new york', '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) AS d, regexp_replace('1a 2b 14m', '(\d+)([ab]) ', '3c$2 ') AS e, regexp_split('1a 2b 14m', '\s*[a-z]+\s*') AS f

-- case: url_page
SELECT url_extract_parameter('http://example.com/?a=1&b=x%20y#f', 'b') AS a, url_extract_fragment('http://example.com/#f') AS b, url_extract_port('http://example.com:8080/p') AS c, url_extract_protocol('https://e.com') AS d, url_extract_query('http://e.com/?k=v') AS e, url_encode('a b&c') AS f, url_decode('a%20b') AS g

-- case: date_page_intervals
SELECT date '2012-08-08' + interval '2' day AS a, timestamp '2012-10-31 01:00' - interval '1' month AS b, interval '2' day - interval '3' hour AS c, date_add('second', 86, TIMESTAMP '2020-03-01 00:00:00') AS d, date_diff('millisecond', TIMESTAMP '2020-06-01 12:30:45.000', TIMESTAMP '2020-06-02 12:30:45.123') AS e, human_readable_seconds(96) AS f, parse_duration('3.81 d') AS g, to_milliseconds(parse_duration('5m')) AS h

-- case: date_page_formats
SELECT date_format(TIMESTAMP '2022-10-20 05:10:00', '%m-%d-%Y %H') AS a, date_parse('2022/10/20/05', '%Y/%m/%d/%H') AS b, format_datetime(TIMESTAMP '2022-10-20 05:10:00', 'EEEE, MMMM d') AS c, from_iso8601_timestamp('2020-05-11T11:15:05+01:00') AS d, to_iso8601(DATE '2020-05-11') AS e, from_unixtime(1600000000, 'Europe/Warsaw') AS f, with_timezone(TIMESTAMP '2021-08-01 09:10:11', 'America/Los_Angeles') AS g

-- case: date_page_time_zone
SELECT TIMESTAMP '2012-10-31 01:00 UTC' AT TIME ZONE 'America/Los_Angeles' AS a, timezone_hour(TIMESTAMP '2012-10-31 01:00:00 +05:30') AS b, timezone_minute(TIMESTAMP '2012-10-31 01:00:00 +05:30') AS c, year_of_week(DATE '2021-01-01') AS d, yow(DATE '2021-01-01') AS e, extract(timezone_hour FROM TIMESTAMP '2012-10-31 01:00:00 +05:30') AS f

-- case: json_page_path
SELECT json_query('{"comment":"hi","list":[1,2]}', 'lax $.list[*]' WITH ARRAY WRAPPER) AS a, json_value('{"child":{"age":8}}', 'lax $.child.age' RETURNING integer) AS b, json_exists('{"a":[3,7]}', 'lax $.a[*] ? (@ > 5)') AS c, json_object('x' : 1, 'y' VALUE null ABSENT ON NULL) AS d, json_array(true, 12e-1, 'text') AS e

-- case: json_page_casts
SELECT CAST(JSON '{"k1":1,"k2":23}' AS map(varchar, bigint)) AS a, CAST(JSON '{"v1":123,"v2":"abc","v3":true}' AS row(v1 bigint, v2 varchar, v3 boolean)) AS b, json_format(CAST(ARRAY[1, NULL, 3] AS json)) AS c, CAST(CAST(ROW(1, 'a') AS row(x integer, y varchar)) AS json) AS d, json_array_contains('[1, 2, 3]', 2) AS e, json_size('{"x": {"a": 1, "b": 2}}', '$.x') AS f

-- case: conditional_page
SELECT a, CASE a WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'many' END AS b, CASE WHEN a = 1 THEN 'aaa' WHEN b = 2 THEN 'bbb' ELSE 'ccc' END AS c, nullif(a, b) AS d, format('%s%%', a) AS e, format('%03d', a) AS f, format('%,.2f', 1234567.89) AS g, format('%2$s %1$s', 'world', 'hello') AS h FROM (VALUES (1, 2), (2, 2), (3, 3)) AS t(a, b) ORDER BY a

-- case: comparison_page
SELECT 3 BETWEEN 2 AND 6 AS a, NULL IS DISTINCT FROM 1 AS b, greatest('a', 'b') AS c, 'hello' = ANY (VALUES 'hello', 'world') AS d, 21 < ALL (VALUES 19, 20, 21) AS e, 42 >= SOME (SELECT 41 UNION ALL SELECT 42 UNION ALL SELECT 43) AS f, 'South_America' LIKE 'South\_America' ESCAPE '\' AS g

-- case: math_page
SELECT width_bucket(5.3e0, 0.2e0, 10.6e0, 5) AS a, width_bucket(5.0e0, ARRAY[1.0e0, 4.0e0, 8.0e0]) AS b, from_base('ff', 16) AS c, to_base(255, 2) AS d, round(log(2, 64), 6) AS e, wilson_interval_lower(1250, 1310, 1.96e0) > 0.9 AS f, round(cosine_similarity(MAP(ARRAY['a'], ARRAY[1.0e0]), MAP(ARRAY['a'], ARRAY[2.0e0])), 6) AS g, truncate(12.333e0) AS h, bitwise_left_shift(7, 2) AS i, bit_count(9, 64) AS j

-- case: window_page_frames
SELECT orderkey, clerk, totalprice, rank() OVER (PARTITION BY clerk ORDER BY totalprice DESC) AS rnk, first_value(totalprice) OVER w AS f, nth_value(totalprice, 2) OVER w AS n2, ntile(2) OVER (ORDER BY orderkey) AS nt, cume_dist() OVER (ORDER BY totalprice) AS cd, percent_rank() OVER (ORDER BY totalprice) AS pr FROM (VALUES (1, 'c1', 10), (2, 'c1', 30), (3, 'c2', 20), (4, 'c2', 5)) AS orders(orderkey, clerk, totalprice) WINDOW w AS (PARTITION BY clerk ORDER BY totalprice ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) ORDER BY 1

-- case: window_page_range_interval
SELECT d, v, sum(v) OVER (ORDER BY d RANGE BETWEEN INTERVAL '2' DAY PRECEDING AND CURRENT ROW) AS s, avg(v) OVER (ORDER BY d ROWS 1 PRECEDING) AS a FROM (VALUES (DATE '2026-01-01', 1), (DATE '2026-01-02', 2), (DATE '2026-01-05', 3), (DATE '2026-01-06', 4)) AS t(d, v) ORDER BY d

-- case: types_page_literals
SELECT U&'Hello winter \2603 !' AS a, X'65683F' AS b, DECIMAL '1.20' AS c, 0x1F AS d, 1_000 AS e, TIME '01:02:03.456' AS f, TIMESTAMP '2001-08-22 03:04:05.321 America/Los_Angeles' AS g, INTERVAL '3-2' YEAR TO MONTH AS h

-- case: types_page_row_access
SELECT CAST(ROW(1, 2e0) AS ROW(x BIGINT, y DOUBLE)) AS r, CAST(ROW(1, 2e0) AS ROW(x BIGINT, y DOUBLE)).x AS x, ROW(1, 'b')[2] AS b

-- case: binary_page
SELECT crc32(to_utf8('hello')) AS a, to_hex(sha256(to_utf8('x'))) AS b, from_big_endian_64(to_big_endian_64(5)) AS c, to_hex(hmac_sha256(to_utf8('m'), to_utf8('k'))) AS d, length(to_utf8('é')) AS e, xxhash64(to_utf8('a')) AS f, to_hex(substr(X'010203', 2)) AS g, lpad(X'01', 3, X'00') AS h

-- case: uuid_page
SELECT CAST(UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59' AS varchar) AS a, UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59' = CAST('12151fd2-7586-11e9-8f9e-2a86e4085a59' AS uuid) AS b

-- case: ip_page
SELECT contains('10.0.0.0/8', IPADDRESS '10.255.255.255') AS a, contains('2001:0db8::/32', IPADDRESS '2001:db8::1') AS b, CAST(IPADDRESS '10.0.0.1' AS varchar) AS c

-- case: char_page
SELECT CAST('abc' AS char(5)) = 'abc' AS a, length(CAST('abc' AS char(5))) AS b, CAST('abc' AS char(5)) || 'x' AS c

-- case: tdigest_page
SELECT value_at_quantile(tdigest_agg(x), 0.5e0) AS m, approx_percentile(x, 0.5e0) AS p FROM (VALUES 1.0e0, 2.0e0, 3.0e0) AS t(x)

-- case: hyperloglog_page
SELECT cardinality(approx_set(x)) AS n, approx_distinct(x) AS m FROM (VALUES 1, 2, 3, 3) AS t(x)

-- case: try_page
SELECT coalesce(try(total_cost / packages), 0) AS per_package, try(CAST(origin_zip AS bigint)) AS zip FROM (VALUES ('94131', 25, 5), ('P332a', 8, 0), ('94025', 225, 25)) AS shipping(origin_zip, total_cost, packages) ORDER BY 1, 2

-- case: lambda_page
SELECT numbers, transform(numbers, n -> n * n) AS squared, transform(prices, n -> TRY_CAST(n AS VARCHAR) || '$') AS money, any_match(numbers, n -> COALESCE(n, 0) > 100) AS big FROM (VALUES (ARRAY[1, 2], ARRAY[5, 6]), (ARRAY[3, 400], ARRAY[7, null])) AS t(numbers, prices) ORDER BY numbers

-- case: tablesample_page
SELECT count(*) AS n FROM (VALUES 1, 2, 3) AS users(id) TABLESAMPLE BERNOULLI (100)

-- case: match_recognize_page
SELECT custkey, bottom_price, last_price FROM (VALUES ('c', 1, 90), ('c', 2, 80), ('c', 3, 70), ('c', 4, 95)) AS orders(custkey, orderdate, totalprice) MATCH_RECOGNIZE (PARTITION BY custkey ORDER BY orderdate MEASURES LAST(B.totalprice) AS bottom_price, LAST(U.totalprice) AS last_price ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (A B+ U+) DEFINE B AS totalprice < PREV(totalprice), U AS totalprice > PREV(totalprice)) ORDER BY custkey

-- case: exists_page
SELECT name FROM (VALUES ('a', 1), ('b', 9)) AS nation(name, regionkey) WHERE EXISTS (SELECT * FROM (VALUES 1, 2) AS region(rk) WHERE region.rk = nation.regionkey)
