-- Edges: NaN, gaps of zones, Unicode, odd paths and patterns; expressions met while comparing the engines, several a statement.

-- case: edge_001
SELECT date_diff('month', TIMESTAMP '2026-01-31 12:00:00', TIMESTAMP '2026-02-28 11:00:00'), date_diff('year', DATE '2024-02-29', DATE '2025-02-28'), date_diff('quarter', DATE '2026-01-31', DATE '2026-04-30')

-- case: edge_002
SELECT date_diff('day', TIMESTAMP '2026-03-28 12:00:00 Europe/Paris', TIMESTAMP '2026-03-29 12:00:00 Europe/Paris'), date_diff('hour', TIMESTAMP '2026-03-28 12:00:00 Europe/Paris', TIMESTAMP '2026-03-29 12:00:00 Europe/Paris')

-- case: edge_003
-- fails: invalid literal
SELECT TIMESTAMP '2026-03-28 12:00:00 Europe/Paris' + INTERVAL '1' DAY, date_add('day', 1, TIMESTAMP '2026-03-28 12:00:00 Europe/Paris'), TIMESTAMP '2026-03-29 02:30:00 Europe/Paris'

-- case: edge_004
SELECT date_trunc('day', TIMESTAMP '2026-03-29 12:00:00 Europe/Paris'), date_trunc('month', TIMESTAMP '2026-10-25 12:00:00 Europe/Paris')

-- case: edge_005
SELECT round(1.005e0, 2), round(2.5), round(-2.5), round(1e15 + 0.5), truncate(1.999e0), round(123.456, -1), round(5, -1), round(15, -1), round(-15, -1)

-- case: edge_006
-- fails: invalid cast argument
SELECT CAST('  5' AS integer)

-- case: edge_007
-- fails: invalid cast argument
SELECT CAST(' 5 ' AS double), CAST('5 ' AS bigint)

-- case: edge_008
-- fails: numeric value out of range
SELECT CAST(5.5 AS integer), CAST(-5.5 AS integer), CAST(0.5e0 AS bigint), CAST(1.5e0 AS bigint), CAST(REAL '2.5' AS integer), CAST(2147483647.5e0 AS integer)

-- case: edge_009
SELECT CAST(123456789.123e0 AS varchar), CAST(1e7 AS varchar), CAST(0.001e0 AS varchar), CAST(REAL '1.1' AS double), CAST(100 AS real), CAST(1e-7 AS varchar), CAST(DECIMAL '1.10' AS varchar), CAST(1e100 AS varchar)

-- case: edge_010
SELECT json_extract('{"a":[1,2]}', '$.a[1]'), json_extract_scalar('{"a.b":1}', '$["a.b"]'), json_extract('{"a":null}', '$.a'), json_extract_scalar('{"a":null}', '$.a'), json_extract('[1]', '$[5]'), json_extract_scalar('"x"', '$'), json_extract('not json', '$.a')

-- case: edge_011
SELECT json_parse('{"b":1,"a":2}'), json_format(JSON '{"b": 1.50, "a": "é"}'), CAST(JSON '1.50' AS double), CAST(JSON '{"a":1}' AS map(varchar, varchar)), CAST(1.50 AS json), CAST(1e0 AS json), CAST(DATE '2026-01-01' AS json)

-- case: edge_012
-- fails: invalid function argument
SELECT split('a,,b', ','), split('', ','), split('abc', ''), split('a,b,c', ',', 2)

-- case: edge_013
SELECT split('a,,b', ','), split('', ','), split('a,b,c', ',', 2), split_part('', ',', 1), split_part('a', ',', 2)

-- case: edge_014
SELECT strpos('', ''), strpos('abc', ''), substr('abc', 0), substr('abc', 4), substr('abc', -4), substr('abc', 2, 0), replace('abc', '', '-'), reverse('éa'), lpad('abc', 2, 'x'), repeat('x', 0)

-- case: edge_015
SELECT concat('a', 'b', 'c'), 'a' || 'b' || 'c', concat_ws('-', 'a', NULL, 'b'), upper('ß'), lower('İ'), length(''), trim(BOTH 'x' FROM 'xxaxx'), ltrim('  a'), chr(8364)

-- case: edge_016
SELECT array_sort(ARRAY[NULL, 3, 1]), array_max(ARRAY[1e0, nan()]), array_min(ARRAY[nan(), 1e0]), array_distinct(ARRAY[nan(), nan()]), greatest(1e0, nan()), nan() = nan(), nan() > 1

-- case: edge_017
SELECT max(x), min(x), sum(x), avg(x) FROM (VALUES 1e0, nan(), 2e0) t(x)

-- case: edge_018
SELECT x FROM (VALUES 1e0, nan(), -infinity(), infinity(), NULL) t(x) ORDER BY x

-- case: edge_019
SELECT x FROM (VALUES 1e0, nan(), -infinity(), infinity(), NULL) t(x) ORDER BY x DESC

-- case: edge_020
SELECT count(*) FROM (VALUES nan(), nan(), 1e0) t(x) GROUP BY x ORDER BY 1

-- case: edge_021
SELECT 0e0 = -0e0, 1 / 0e0, -1 / 0e0, 0e0 / 0e0, mod(5.5e0, 2), 5 % 0e0

-- case: edge_022
SELECT sum(x) FROM (VALUES 1, 2) t(x) WHERE x > 5

-- case: edge_023
SELECT count(*), sum(x), avg(x), max(x), array_agg(x), bool_and(x > 1), map_agg(x, x), stddev(x), approx_percentile(x, 0.5), listagg(CAST(x AS varchar), ',') WITHIN GROUP (ORDER BY x), approx_distinct(x), histogram(x) FROM (VALUES 1) t(x) WHERE false

-- case: edge_024
SELECT stddev(x), variance(x), stddev_pop(x), corr(x, x), covar_samp(x, x), skewness(x), kurtosis(x) FROM (VALUES 5) t(x)

-- case: edge_025
SELECT avg(x), sum(x) / count(*) FROM (VALUES 1, 2) t(x)

-- case: edge_026
-- fails: generic internal error
SELECT sum(CAST(x AS decimal(38,0))) FROM (VALUES DECIMAL '99999999999999999999999999999999999999', DECIMAL '1') t(x)

-- case: edge_027
SELECT max_by(x, y), min_by(x, y), max_by(x, y, 2) FROM (VALUES ('a', 1), ('b', NULL), (NULL, 5)) t(x, y)

-- case: edge_028
SELECT array_agg(x ORDER BY x DESC NULLS LAST), array_agg(DISTINCT x ORDER BY x) FROM (VALUES 2, NULL, 1, 2) t(x)

-- case: edge_029
SELECT rank() OVER (ORDER BY x), dense_rank() OVER (ORDER BY x), percent_rank() OVER (ORDER BY x), cume_dist() OVER (ORDER BY x), ntile(3) OVER (ORDER BY x) FROM (VALUES 1, 1, 2, 3) t(x) ORDER BY 1, 5

-- case: edge_030
SELECT x, sum(x) OVER (ORDER BY x), sum(x) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING), count(*) OVER (ORDER BY x RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING), sum(x) OVER (ORDER BY x GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES 1, 1, 2, 4) t(x) ORDER BY 1, 3

-- case: edge_031
SELECT nth_value(x, 2) OVER (ORDER BY x), first_value(x) IGNORE NULLS OVER (ORDER BY y), lag(x, 2, -1) OVER (ORDER BY y), lead(x) IGNORE NULLS OVER (ORDER BY y) FROM (VALUES (NULL, 1), (5, 2), (NULL, 3), (7, 4)) t(x, y) ORDER BY y

-- case: edge_032
SELECT year_of_week(DATE '2027-01-01'), week(DATE '2027-01-01'), day_of_week(DATE '2026-11-22'), extract(timezone_hour FROM TIMESTAMP '2026-01-01 00:00:00 -03:30'), extract(timezone_minute FROM TIMESTAMP '2026-01-01 00:00:00 -03:30'), quarter(DATE '2026-12-31')

-- case: edge_033
SELECT date_format(TIMESTAMP '2026-01-05 00:07:09.123', '%a %b %c %d %e %f %H %h %I %i %j %k %l %M %m %p %r %S %s %T %v %W %Y %y %%')

-- case: edge_034
SELECT format_datetime(TIMESTAMP '2026-01-05 13:07:09.123', 'yyyy-MM-dd''T''HH:mm:ss.SSS E EEEE M MMM MMMM d D h hh K k a w x e')

-- case: edge_035
SELECT date_parse('Jan 5 2026 1:07 PM', '%b %e %Y %l:%i %p'), date_parse('20260105', '%Y%m%d'), date_parse('2026-01-05 10:11:12.345', '%Y-%m-%d %H:%i:%s.%f'), parse_datetime('2026-01-05 10:11 +02:00', 'yyyy-MM-dd HH:mm Z')

-- case: edge_036
-- fails: generic internal error
SELECT from_iso8601_timestamp('2026-01-05'), from_iso8601_timestamp('2026-01-05T10:11Z'), from_iso8601_timestamp('2026-01-05T10:11:12.123456Z'), from_iso8601_date('20260105')

-- case: edge_037
SELECT to_unixtime(DATE '2026-01-01'), from_unixtime(-1.5e0), from_unixtime(1e12), to_milliseconds(INTERVAL '1' DAY)

-- case: edge_038
SELECT INTERVAL '1' DAY + INTERVAL '2' HOUR, INTERVAL '1' YEAR - INTERVAL '13' MONTH, -INTERVAL '1' DAY, INTERVAL '36' HOUR, INTERVAL '1 2:3:4.5' DAY TO SECOND, INTERVAL '90' SECOND

-- case: edge_039
SELECT DATE '2026-03-31' + INTERVAL '1' MONTH, DATE '2024-02-29' + INTERVAL '1' YEAR, DATE '2026-01-01' - INTERVAL '1' DAY, TIMESTAMP '2026-03-31 10:00:00' - INTERVAL '1' MONTH

-- case: edge_040
-- fails: type mismatch
SELECT DATE '2026-01-01' + 1

-- case: edge_041
SELECT TIMESTAMP '2026-01-01 00:00:00' > DATE '2025-12-31', TIMESTAMP '2026-01-01 00:00:00 UTC' = TIMESTAMP '2026-01-01 01:00:00 +01:00', TIMESTAMP '2026-01-01 00:00:00' = TIMESTAMP '2026-01-01 00:00:00 UTC'

-- case: edge_042
SELECT CAST(TIMESTAMP '2026-01-01 23:59:59.999' AS date), CAST(TIMESTAMP '1969-12-31 23:59:59.999' AS date), CAST(TIMESTAMP '1969-12-31 23:59:59.5' AS timestamp(0)), hour(TIMESTAMP '1969-12-31 23:00:00'), date_trunc('hour', TIMESTAMP '1969-12-31 23:30:00')

-- case: edge_043
SELECT DECIMAL '1' / DECIMAL '3', DECIMAL '1.000' / DECIMAL '3', DECIMAL '10' / 3, 1.0 / 3.00, DECIMAL '7' % DECIMAL '2.5', -DECIMAL '1.5', abs(DECIMAL '-1.5'), sign(DECIMAL '-2.5'), power(2, 10), sqrt(2), DECIMAL '1.23' * DECIMAL '4.5'

-- case: edge_044
SELECT ceil(1.2), floor(DECIMAL '-1.2'), ceiling(5), sign(-3), sign(0e0), mod(-7, 3), mod(7.5, 2), log(2, 8), ln(e()), exp(1), cbrt(27), degrees(pi()), atan2(1, 1)

-- case: edge_045
SELECT bitwise_right_shift(-8, 1), bitwise_left_shift(1, 31), bitwise_left_shift(1, 32), bit_count(-1, 8), bitwise_and(-1, 255), bitwise_right_shift_arithmetic(-8, 1)

-- case: edge_046
-- fails: numeric value out of range
SELECT 9223372036854775807 + 1

-- case: edge_047
-- fails: numeric value out of range
SELECT 2147483647 + 1

-- case: edge_048
SELECT CAST(2147483647 AS bigint) + 1, 2147483648, -2147483648, typeof(-2147483648), typeof(2147483648), SMALLINT '32767', TINYINT '-128'

-- case: edge_049
-- fails: column not found
SELECT a.x, b.y FROM (VALUES 1, 2) a(x) LEFT JOIN (VALUES (1, 'p'), (1, 'q')) b(x, y) USING (x) ORDER BY y

-- case: edge_050
SELECT x, a.y, b.z FROM (VALUES (1, 'a'), (2, 'b')) a(x, y) FULL JOIN (VALUES (2, 'c'), (3, 'd')) b(x, z) USING (x) WHERE x > 1 ORDER BY x

-- case: edge_051
SELECT * FROM (VALUES (1, 'a')) a(x, y) JOIN (VALUES (1, 'b')) b(x, z) USING (x)

-- case: edge_052
SELECT t.* FROM (VALUES (1, 2)) t(a, b) WHERE (a, b) = (1, 2)

-- case: edge_053
SELECT ROW(1, 2) < ROW(1, 3), ROW(1, NULL) = ROW(1, 2), ROW(1, 'a') IN (ROW(1, 'a'), ROW(2, 'b')), ARRAY[1, 2] < ARRAY[1, 3], ARRAY[1] = ARRAY[1, 2]

-- case: edge_054
SELECT element_at(ARRAY[1, 2], -1), element_at(ARRAY[1], 5), ARRAY[1, 2, 3][2], contains(ARRAY[1, NULL], 1), array_position(ARRAY[1, NULL], 2), array_except(ARRAY[1, NULL], ARRAY[1]), array_union(ARRAY[1, NULL], ARRAY[NULL, 2]), array_intersect(ARRAY[NULL, 1], ARRAY[NULL])

-- case: edge_055
SELECT zip_with(ARRAY[1, 2], ARRAY[3], (a, b) -> coalesce(b, 0) + a), transform(ARRAY['a'], x -> x || '!'), reduce(ARRAY[1, 2, 3], 1, (s, x) -> s * x, s -> -s), array_sort(ARRAY[1, 3, 2], (a, b) -> if(a > b, -1, 1)), sequence(10, 1, -3)

-- case: edge_056
SELECT map(ARRAY['a', 'b'], ARRAY[1, 2])['b'], map_concat(map(ARRAY['a'], ARRAY[1]), map(ARRAY['a'], ARRAY[2])), transform_keys(map(ARRAY[1], ARRAY['x']), (k, v) -> k + 1), map_zip_with(map(ARRAY['a'], ARRAY[1]), map(ARRAY['b'], ARRAY[2]), (k, x, y) -> coalesce(x, 0) + coalesce(y, 0))

-- case: edge_057
SELECT regexp_replace('fun stuff.', '[a-z]'), regexp_replace('2026-01-02', '(\d+)-(\d+)-(\d+)', '$3/$2/$1'), regexp_extract_all('a1b2', '[a-z]'), regexp_like('Hello', 'ell'), regexp_split('a  b', '\s+'), regexp_count('1a 2b', '\d'), regexp_extract('abc', '(x)?b', 1)

-- case: edge_058
SELECT regexp_replace('new york', '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])), regexp_position('abcabc', 'b', 3), regexp_replace('aaa', 'a', 'b'), regexp_replace('a.b', '.', 'x'), regexp_like('a\nb', 'a.b')

-- case: edge_059
SELECT url_extract_parameter('http://e.com?a=1&a=2', 'a'), url_extract_host('e.com/x'), url_extract_protocol('HTTPS://e.com'), url_extract_port('http://e.com'), url_encode('a b/ü*~'), url_decode('a%2Bb+c'), url_extract_fragment('http://e.com#x')

-- case: edge_060
SELECT to_base64(X'00ff'), to_hex(X''), from_utf8(X'c3a9'), length(to_utf8('é')), to_hex(md5(to_utf8(''))), crc32(to_utf8('hello')), to_base32(to_utf8('hello')), from_big_endian_64(to_big_endian_64(-5))

-- case: edge_061
SELECT levenshtein_distance('', 'abc'), hamming_distance('ab', 'ac'), soundex('Miller'), translate('abcd', 'ab', 'x'), codepoint('é'), normalize('e' || chr(769)) = 'é', starts_with('abc', ''), to_hex(to_utf8(lpad('é', 3, 'ü')))

-- case: edge_062
SELECT width_bucket(5, 0, 10, 5), width_bucket(10, 0, 10, 5), width_bucket(5, ARRAY[1e0, 4e0, 8e0]), to_base(-255, 16), from_base('zz', 36), is_nan(nan()), random() < 1

-- case: edge_063
SELECT CASE x WHEN 1 THEN 'a' WHEN NULL THEN 'n' ELSE 'z' END, if(x = 1, 'y'), nullif(x, 2), coalesce(nullif(x, 1), 9) FROM (VALUES 1, 2, NULL) t(x) ORDER BY x

-- case: edge_064
SELECT x FROM (VALUES 'b', 'A', 'a', 'B', 'é', 'z') t(x) ORDER BY x

-- case: edge_065
SELECT DISTINCT x FROM (VALUES 1, 1.0, 2) t(x) ORDER BY x

-- case: edge_066
SELECT 1 WHERE NULL OR TRUE

-- case: edge_067
SELECT NOT NULL, NULL AND false, NULL OR true, true AND NULL

-- case: edge_068
SELECT 'a' LIKE 'A', 'abc' LIKE '_b%', 'a%c' LIKE 'a!%c' ESCAPE '!', NULL LIKE 'a', '' LIKE ''

-- case: edge_069
SELECT x, count(*) FROM (VALUES (ARRAY[1]), (ARRAY[1]), (ARRAY[2])) t(x) GROUP BY x ORDER BY x

-- case: edge_070
SELECT m, count(*) FROM (VALUES map(ARRAY['a'], ARRAY[1]), map(ARRAY['a'], ARRAY[1])) t(m) GROUP BY m ORDER BY 2

-- case: edge_071
SELECT r.a, count(*) FROM (VALUES ROW(CAST(ROW(1) AS row(a integer)))) t(r) GROUP BY r.a ORDER BY 1

-- case: edge_072
WITH t(x) AS (VALUES 1, 2) SELECT (SELECT max(x) FROM t), (SELECT x FROM t WHERE x = 5)

-- case: edge_073
SELECT x, (SELECT count(*) FROM (VALUES 1, 2, 2) u(y) WHERE y = x) AS n FROM (VALUES 1, 2, 3) t(x) ORDER BY x

-- case: edge_074
SELECT x FROM (VALUES 1, 2, 3) t(x) WHERE EXISTS (SELECT 1 FROM (VALUES 2, 3) u(y) WHERE y = x AND y > 2)

-- case: edge_075
SELECT x IN (SELECT y FROM (VALUES 1, NULL) u(y)) AS a, x NOT IN (SELECT y FROM (VALUES 1, NULL) u(y)) AS b, EXISTS (SELECT 1 FROM (VALUES 1) u(y) WHERE y = x) AS c, x >= ALL (SELECT y FROM (VALUES 1, 2) u(y)) AS d, x < ANY (SELECT y FROM (VALUES 1, 2) u(y)) AS e FROM (VALUES 1, 2) t(x) ORDER BY x

-- case: edge_076
SELECT x FROM (VALUES 3, 1, 2, 2) t(x) ORDER BY x FETCH FIRST 2 ROWS WITH TIES

-- case: edge_077
SELECT x, y FROM (VALUES (1, 'a'), (1, 'b'), (2, 'c')) t(x, y) ORDER BY x OFFSET 1 FETCH FIRST 1 ROW WITH TIES

-- case: edge_078
SELECT x FROM (VALUES 1, 1, 2, 3) t(x) INTERSECT ALL SELECT x FROM (VALUES 1, 1, 1, 3, NULL) u(x) ORDER BY x

-- case: edge_079
SELECT x FROM (VALUES 1, 1, 1, NULL, NULL) t(x) EXCEPT ALL SELECT x FROM (VALUES 1, NULL) u(x) ORDER BY x

-- case: edge_080
SELECT (SELECT 1 AS a, 'x' AS b).a

-- case: edge_081
SELECT TIME '10:00:00' + INTERVAL '25' HOUR, TIME '10:00' < TIME '11:00:00.000', CAST(TIME '10:11:12' AS varchar), CAST('10:11' AS time), CAST(TIME '10:11:12.999' AS time(0)), minute(TIME '10:11:12'), TIME '01:00:00' - TIME '02:00:00'

-- case: edge_082
SELECT max(x), count(DISTINCT x) FROM (VALUES TIME '10:00:00', TIME '11:00:00') t(x)

-- case: edge_083
SELECT TIMESTAMP '2026-01-01 00:00:00.123456' = TIMESTAMP '2026-01-01 00:00:00.123', max(x) FROM (VALUES TIMESTAMP '2026-01-01 00:00:00.123456') t(x)

-- case: edge_084
SELECT CAST(ROW(1) AS row(a integer)).a, ARRAY[CAST(ROW(1) AS row(a integer))][1].a, r.a, t.r.a, (x) FROM (SELECT CAST(ROW(1) AS row(a integer)) AS r, 5 AS x) t

-- case: edge_085
SELECT corr(x, y), covar_pop(x, y), covar_samp(x, y), regr_slope(y, x), regr_intercept(y, x) FROM (VALUES (1, 2), (2, 3), (4, 9)) t(x, y)

-- case: edge_086
SELECT corr(x, y), covar_pop(x, y), regr_slope(y, x), geometric_mean(x) FROM (VALUES (1.5, 2), (2.25, 3), (4, 9)) t(x, y)

-- case: edge_087
SELECT greatest(nan(), 1e0), least(nan(), 1e0), least(1e0, nan()), greatest(nan(), nan()), array_max(ARRAY[nan(), 1e0]), array_min(ARRAY[1e0, nan()])

-- case: edge_088
SELECT max(x), min(x), max_by(x, x), min_by(x, x), max(x, 2), min(x, 2) FROM (VALUES nan(), 2e0, -infinity()) t(x)

-- case: edge_089
SELECT min(x), max(x) FROM (VALUES nan(), nan()) t(x)

-- case: edge_090
SELECT url_extract_host('foo'), url_extract_host('http:///x'), url_extract_path('http://a.com'), url_extract_protocol('a/b'), url_extract_host('http://a b'), url_extract_parameter('http://a.com?x', 'x'), url_extract_parameter('http://a.com', 'x'), url_extract_path('mailto:a@b')

-- case: edge_091
SELECT json_format(CAST(ARRAY[1.50, 2] AS json)), CAST(CAST(1.50 AS json) AS varchar), json_extract_scalar(CAST(MAP(ARRAY['a'], ARRAY[1.50]) AS json), '$.a'), json_format(json_extract(CAST(MAP(ARRAY['a'], ARRAY[1.50]) AS json), '$.a'))

-- case: edge_092
SELECT CAST('2026-03-29 02:30:00 Europe/Paris' AS timestamp with time zone)

-- case: edge_093
SELECT with_timezone(TIMESTAMP '2026-03-29 02:30:00', 'Europe/Paris'), TIMESTAMP '2026-10-25 02:30:00 Europe/Paris'

-- case: edge_094
SELECT lower('ΑΣ'), upper('ŉ'), upper('ﬁ'), lower('ẞ'), upper('ǰ')

-- case: edge_095
SELECT json_query('[1, 2, 3]', 'lax $[*]?(@ > 1)' WITH ARRAY WRAPPER), json_query('[1.50, 1e10]', 'lax $'), json_query('{"a": {"b": 1, "c": {"b": 2}}, "b": [{"b": 4}]}', 'lax $..b' WITH WRAPPER), json_query('{"a": 1, "b": "x"}', 'lax $.keyvalue()' WITH WRAPPER)

-- case: edge_096
SELECT json_query('[null, 1, "x"]', 'lax $[*]?(@ != null)' WITH WRAPPER), json_query('[null, 1, "x"]', 'strict $[*]?(@ > 0)' WITH WRAPPER), json_query('[null, 1, "x"]', 'lax $[*]?((@ > 0) is unknown)' WITH WRAPPER), json_query('[{"x": [1, "a", 3]}]', 'lax $[*]?(@.x == 3)' WITH WRAPPER)

-- case: edge_097
SELECT json_value('{"a": "x"}', 'lax $.a' RETURNING integer DEFAULT 5 ON ERROR), json_value('{"a": "2026-01-01"}', 'lax $.a' RETURNING date), json_value('{"a": 9.99}', 'lax $.a' RETURNING bigint), json_value('{"a": 1}', 'lax $.a / 3.0'), json_value('{"a": 123456}', 'lax $.a' RETURNING varchar(3) DEFAULT 'big' ON ERROR)

-- case: edge_098
SELECT json_object('bb': 1, 'aa': 2, 'zeta': 3, 'alpha': 4, 'id': DATE '2026-01-01', 't': TIMESTAMP '2026-01-01 00:00:00', 'd': 1.50, 'f': 1.5e0, 'r': REAL '2.5', 'big': 1e20)

-- case: edge_099
SELECT json_query('{"k": 1}', 'lax $x.a[0]' PASSING '{"a": [1]}' FORMAT JSON AS "x"), json_value('1', 'lax $x' PASSING 1.50 AS "x"), json_query('[1.5]', 'lax $[*]?(@ == $x)' PASSING 1.5 AS "x" WITH WRAPPER), json_value('{}', 'lax $N' PASSING 7 AS n)

-- case: edge_100
-- fails: json value result error
SELECT json_value('[1, 2]', 'lax $[*]' ERROR ON ERROR)

-- case: edge_101
SELECT regexp_like('٣', '^\d$'), regexp_like('é', '^\w$'), regexp_like('aé', 'a\b'), regexp_like('a' || chr(13), 'a.'), regexp_like('ab', '[a-z&&[^b]]{2}'), regexp_like('É', '(?i)é'), regexp_replace('baac', 'a*', '-'), regexp_count('abc', ''), regexp_like('{', '{'), regexp_like('a.b', '\Qa.b\E')

-- case: edge_102
SELECT regexp_split('éa', ''), regexp_replace('ééa', 'é*', '-'), regexp_like('<a>', '\<a\>'), regexp_like('a{x}', 'a{x}'), regexp_like(']', '[]]'), regexp_like('ab', '(?x) a b # c'), regexp_position('aXbXcX', 'X', 3, 2), regexp_extract_all('ab', '(a)|(b)', 2)

-- case: edge_103
SELECT checksum(x) FROM (VALUES 'a', 'b', NULL) t(x)

-- case: edge_104
SELECT to_hex(checksum(x)) FROM (VALUES 1.5e0, -0e0, NULL) t(x)

-- case: edge_105
SELECT to_hex(checksum(x)) FROM (VALUES DATE '2026-01-01') t(x)

-- case: edge_106
SELECT combinations(ARRAY[1, 2, 3, 4], 2), ngrams(ARRAY['a', 'b', 'c'], 2), array_histogram(ARRAY[1, 1, NULL]), split_to_multimap('a=1;b=2;a=3', ';', '='), format_number(-12345), format_number(999999), human_readable_seconds(56363463), parse_duration('3.81 d'), parse_data_size('2.3MB'), soundex('Ashcraft'), luhn_check('79927398713')

-- case: edge_107
SELECT from_unixtime(1767607872, 5, 30), TIMESTAMP '2026-10-31 01:00:00 UTC' AT TIME ZONE INTERVAL '-3' HOUR, from_unixtime_nanos(-1), TIMESTAMP '1969-12-31 23:59:59.999999', CAST(TIMESTAMP '2026-01-01 00:00:00.123456' AS varchar), CAST(TIMESTAMP '2026-01-01 00:00:00.1235' AS timestamp)

-- case: edge_108
SELECT wilson_interval_lower(125, 1300, 1.96e0), cosine_similarity(map(ARRAY['a', 'b'], ARRAY[1e0, 2e0]), map(ARRAY['a', 'c'], ARRAY[2e0, 3e0])), map(ARRAY[1, 2], ARRAY[1, NULL]) = map(ARRAY[1, 2], ARRAY[1, NULL]), truncate(12.345, 1), truncate(BIGINT '5'), truncate(129, -1)

-- case: edge_109
SELECT format('%tY-%tm', DATE '2026-01-05', DATE '2026-01-06'), format('%1$tY-%1$tm-%1$td %1$tH:%1$tM:%1$tS', TIMESTAMP '2026-01-05 10:11:12'), format('%tB', DATE '2026-01-05')

-- case: edge_110
SELECT lag(x, 1, y) OVER (ORDER BY x), lead(x, 2, y) OVER (ORDER BY x), lag(x, 1, y) OVER (PARTITION BY y ORDER BY x) FROM (VALUES (1, 7), (2, 8), (3, 8)) t(x, y) ORDER BY x

-- case: edge_111
-- fails: invalid function argument
SELECT reduce_agg(x, 0, (a, b) -> a + b, (a, b) -> a + b), skewness(x), kurtosis(x), numeric_histogram(5, x), approx_most_frequent(1, x, 5) FROM (VALUES 1, 2, 2, 5, NULL) t(x)

-- case: edge_112
SELECT numeric_histogram(5, x) FROM (VALUES 1.5, 2) t(x)

-- case: edge_113
SELECT max(a), min(r), max(r) FROM (VALUES (ARRAY[1, 2], ROW(1, 'x')), (ARRAY[1, 3], ROW(0, 'y'))) t(a, r)

-- case: edge_114
SELECT sum(b - a), sum(i) FROM (VALUES (DATE '2026-01-01', DATE '2026-01-03', INTERVAL '1' MONTH), (DATE '2026-01-01', DATE '2026-01-02', INTERVAL '1' YEAR)) t(a, b, i)

-- case: edge_115
SELECT id, x FROM (VALUES (1, 'a'), (2, 'b')) l(id, x) RIGHT JOIN (VALUES 2, 3) r(id) USING (id) ORDER BY id

-- case: edge_116
SELECT json_object('k': '[1.50]' FORMAT JSON) AS a, json_array(json_array(1.50)) AS b, json_object('a': json_object('b': 1.50)) AS c, json_array(1.50, 1.5e0) AS d
