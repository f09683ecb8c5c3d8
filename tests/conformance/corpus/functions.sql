-- Functions that are met less often, one family a case.

-- case: trigonometry_inverse
SELECT acos(1) AS a, asin(0) AS b, atan(0) AS c, tan(0) AS d, cosh(0) AS e, sinh(0) AS f, tanh(0) AS g

-- case: cosine_similarity
SELECT cosine_similarity(map(ARRAY['a'], ARRAY[1e0]), map(ARRAY['a'], ARRAY[2e0])) AS a

-- case: normal_distribution
SELECT normal_cdf(0, 1, 0) AS a, inverse_normal_cdf(0, 1, 0.5) AS b

-- case: beta_distribution
SELECT beta_cdf(1, 1, 0.5) AS a, inverse_beta_cdf(1, 1, 0.5) AS b

-- case: wilson_interval
SELECT wilson_interval_lower(0, 10, 0) AS a, wilson_interval_upper(10, 10, 0) AS b

-- case: arithmetic_right_shift
SELECT bitwise_right_shift_arithmetic(-8, 1) AS a, bitwise_right_shift(BIGINT '-8', 1) AS b

-- case: array_histogram
SELECT array_histogram(ARRAY['a', 'b', 'a']) AS a

-- case: at_timezone
SELECT at_timezone(TIMESTAMP '2026-01-01 10:00:00 UTC', 'Asia/Tokyo') AS a

-- case: session_zone
SELECT current_timezone() AS a

-- case: base32_and_base64url
SELECT to_base32(to_utf8('hi')) AS a, from_utf8(from_base32('NBUQ====')) AS b, to_base64url(X'fbff') AS c, from_base64url('-_8') AS d

-- case: big_endian
SELECT to_big_endian_32(1) AS a, to_big_endian_64(1) AS b, from_big_endian_32(X'00000001') AS c, from_big_endian_64(X'0000000000000001') AS d

-- case: ieee754
SELECT to_ieee754_32(REAL '1') AS a, to_ieee754_64(1e0) AS b, from_ieee754_32(X'3f800000') AS c, from_ieee754_64(X'3ff0000000000000') AS d

-- case: hmac
SELECT to_hex(hmac_md5(to_utf8('a'), to_utf8('k'))) AS a, to_hex(hmac_sha1(to_utf8('a'), to_utf8('k'))) AS b, to_hex(hmac_sha256(to_utf8('a'), to_utf8('k'))) AS c

-- case: hmac_sha512
SELECT to_hex(hmac_sha512(to_utf8('a'), to_utf8('k'))) AS a, to_hex(sha512(to_utf8('a'))) AS b

-- case: murmur_and_spooky
SELECT to_hex(murmur3(to_utf8('a'))) AS a, to_hex(spooky_hash_v2_32(to_utf8('a'))) AS b, to_hex(spooky_hash_v2_64(to_utf8('a'))) AS c

-- case: from_unixtime_nanos
SELECT from_unixtime_nanos(1767607872123456789) AS a

-- case: from_iso8601_timestamp_nanos
SELECT from_iso8601_timestamp_nanos('2026-01-05T10:11:12.123456789Z') AS a

-- case: parse_data_size
SELECT parse_data_size('1kB') AS a, parse_data_size('2.3MB') AS b

-- case: random_is_in_range
SELECT random() BETWEEN 0 AND 1 AS a, random(10) < 10 AS b, rand() >= 0 AS c, typeof(random()) AS d, random(5, 6) AS e

-- case: uuid_is_a_uuid
SELECT typeof(uuid()) AS a, length(CAST(uuid() AS varchar)) AS b, UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59' AS c

-- case: split_to_multimap
SELECT split_to_multimap('a=1;b=2;a=3', ';', '=') AS a

-- case: word_stem
SELECT word_stem('cats') AS a, word_stem('running') AS b

-- case: hyperloglog
SELECT cardinality(approx_set(x)) AS a, cardinality(empty_approx_set()) AS b FROM (VALUES 'a', 'b', 'a') t(x)

-- case: hyperloglog_merged
SELECT cardinality(merge(h)) AS a FROM (SELECT approx_set(x) AS h FROM (VALUES 'a', 'b') t(x) UNION ALL SELECT approx_set(x) FROM (VALUES 'b', 'c') t(x))

-- case: hyperloglog_stored
SELECT cardinality(merge(CAST(CAST(h AS varbinary) AS hyperloglog))) AS a FROM (SELECT approx_set(x) AS h FROM (VALUES 1, 2, 2) t(x))

-- case: approx_most_frequent
SELECT approx_most_frequent(2, x, 10) AS a FROM (VALUES 'a', 'b', 'a', 'c', 'a', 'b') t(x)

-- case: numeric_histogram
SELECT numeric_histogram(2, x) AS a FROM (VALUES 1e0, 2e0) t(x)

-- case: tdigest
SELECT value_at_quantile(tdigest_agg(x), 0.5) AS a, values_at_quantiles(tdigest_agg(x), ARRAY[0.0, 1.0]) AS b FROM (VALUES 1e0, 2e0, 3e0) t(x)

-- case: qdigest
SELECT value_at_quantile(qdigest_agg(x), 0.5) AS a FROM (VALUES 1, 2, 3) t(x)

-- case: ip_addresses
SELECT contains('10.0.0.0/8', IPADDRESS '10.1.2.3') AS a, contains('10.0.0.0/8', IPADDRESS '11.1.2.3') AS b, CAST('10.0.0.1' AS ipaddress) AS c

-- case: utf8_of_bad_bytes
SELECT from_utf8(X'61ff62') AS a, from_utf8(X'61ff62', '?') AS b

-- case: varbinary_functions
SELECT length(X'0aff') AS a, X'0a' || X'ff' AS b, substr(X'0a0b0c', 2, 1) AS c, reverse(X'0a0b') AS d, X'0a' < X'0b' AS e

-- case: time_type
SELECT TIME '10:11:12' + INTERVAL '1' HOUR AS a, TIME '23:30:00' + INTERVAL '1' HOUR AS b, CAST(TIMESTAMP '2026-01-05 10:11:12' AS time) AS c, CAST(TIME '10:11:12.5' AS varchar) AS d, hour(TIME '10:11:12') AS e

-- case: time_difference
SELECT TIME '10:00:00' - TIME '09:30:00' AS a, date_diff('minute', TIME '09:30:00', TIME '10:00:00') AS b, date_add('minute', 45, TIME '09:30:00') AS c

-- case: zoned_difference
SELECT TIMESTAMP '2026-01-01 12:00:00 Europe/Paris' - TIMESTAMP '2026-01-01 10:00:00 UTC' AS a, date_diff('hour', TIMESTAMP '2026-01-01 00:00:00 UTC', TIMESTAMP '2026-01-01 12:00:00 Asia/Tokyo') AS b

-- case: zoned_date_trunc
SELECT date_trunc('day', TIMESTAMP '2026-01-01 23:30:00 America/New_York') AS a, date_trunc('hour', TIMESTAMP '2026-01-01 10:45:00 +05:30') AS b

-- case: zoned_date_format
SELECT date_format(TIMESTAMP '2026-01-01 10:45:00 Asia/Tokyo', '%Y-%m-%d %H:%i') AS a, format_datetime(TIMESTAMP '2026-01-01 10:45:00 Asia/Tokyo', 'yyyy-MM-dd HH:mm ZZ') AS b, format_datetime(TIMESTAMP '2026-01-01 10:45:00 Asia/Tokyo', 'ZZZ') AS c

-- case: date_diff_milliseconds
SELECT date_diff('millisecond', TIMESTAMP '2026-01-01 00:00:00.000', TIMESTAMP '2026-01-01 00:00:01.234') AS a, date_diff('day', TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-12-31 23:59:59') AS b

-- case: date_diff_of_mixed_types
SELECT date_diff('day', DATE '2026-01-01', TIMESTAMP '2026-01-03 12:00:00') AS a, date_diff('hour', DATE '2026-01-01', TIMESTAMP '2026-01-01 12:00:00') AS b

-- case: date_diff_units_in_capitals
SELECT date_diff('DAY', DATE '2026-01-01', DATE '2026-01-03') AS a, date_trunc('MONTH', DATE '2026-01-15') AS b

-- case: unknown_date_unit
-- fails: no such unit
SELECT date_diff('days', DATE '2026-01-01', DATE '2026-01-03')

-- case: microsecond_precision
SELECT TIMESTAMP '2026-01-01 00:00:00.123456' + INTERVAL '1' SECOND AS a, date_add('second', 1, TIMESTAMP '2026-01-01 00:00:00.123456') AS b, TIMESTAMP '2026-01-01 00:00:00.123456789' AS c

-- case: timestamps_of_mixed_precision
SELECT TIMESTAMP '2026-01-01 00:00:00' = TIMESTAMP '2026-01-01 00:00:00.000' AS a, coalesce(TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 00:00:00.123') AS b

-- case: distant_dates
SELECT DATE '0001-01-01' AS a, DATE '9999-12-31' AS b, date_diff('day', DATE '1969-12-31', DATE '1970-01-01') AS c, to_unixtime(TIMESTAMP '1969-12-31 23:59:59') AS d, DATE '1582-10-10' AS e

-- case: year_month_intervals
SELECT INTERVAL '1' YEAR + INTERVAL '2' MONTH AS a, INTERVAL '14' MONTH AS b, TIMESTAMP '2026-01-31 10:00:00' + INTERVAL '1-1' YEAR TO MONTH AS c, INTERVAL '1' YEAR > INTERVAL '11' MONTH AS d

-- case: interval_comparison
SELECT INTERVAL '1' DAY = INTERVAL '24' HOUR AS a, INTERVAL '90' MINUTE > INTERVAL '1' HOUR AS b, TIMESTAMP '2026-01-02 00:00:00' - TIMESTAMP '2026-01-01 00:00:00' >= INTERVAL '1' DAY AS c

-- case: interval_to_text
SELECT CAST(INTERVAL '1' DAY AS varchar) AS a, CAST(INTERVAL '14' MONTH AS varchar) AS b

-- case: extract_more_fields
SELECT extract(timezone_hour FROM TIMESTAMP '2026-01-01 10:00:00 +05:30') AS a, extract(day_of_year FROM DATE '2026-12-31') AS b, extract(week FROM DATE '2026-01-01') AS c, extract(year_of_week FROM DATE '2026-01-01') AS d, extract(day_of_month FROM DATE '2026-01-09') AS e

-- case: format_with_many_types
SELECT format('%s %s %s', true, DATE '2026-01-05', 1.50) AS a, format('%5.1f|%-5s|%5s', 3.14159e0, 'a', 'b') AS b, format('%x', 255) AS c, format('%tY', DATE '2026-01-05') AS d

-- case: typeof_of_functions
SELECT typeof(round(1.5)) AS a, typeof(floor(1.5e0)) AS b, typeof(abs(-1)) AS c, typeof(concat('a', 'b')) AS d, typeof(split('a', ',')) AS e, typeof(regexp_like('a', 'a')) AS f, typeof(sequence(1, 2)) AS g

-- case: lambda_with_index
SELECT transform(sequence(1, 3), i -> element_at(ARRAY['a', 'b', 'c'], i)) AS a

-- case: zip_of_three
SELECT zip(ARRAY[1], ARRAY['a'], ARRAY[true]) AS a

-- case: array_of_maps
SELECT ARRAY[map(ARRAY['a'], ARRAY[1]), map(ARRAY['b'], ARRAY[2])][2]['b'] AS a, transform(ARRAY[map(ARRAY['a'], ARRAY[1])], m -> m['a']) AS b

-- case: try_with_functions
SELECT TRY(date_parse('x', '%Y')) AS a, TRY(json_parse('{')) AS b, TRY(ARRAY[1][5]) AS c, TRY(map(ARRAY['a'], ARRAY[1])['b']) AS d, TRY(CAST('x' AS date)) AS e, TRY(2147483647 + 1) AS f

-- case: try_does_not_hide_type_errors
-- fails: the types are wrong before anything runs
SELECT TRY('a' + 1)

-- case: fail_function
-- fails: on purpose
SELECT fail('stop here')

-- case: hash_of_joined_text
SELECT to_hex(sha256(to_utf8('a' || '|' || 'b'))) AS a, lower(to_hex(md5(to_utf8('x')))) AS b

-- case: match_recognize
SELECT m.start_price, m.bottom_price FROM (VALUES (1, 90), (2, 80), (3, 70), (4, 80)) t(at, price)
MATCH_RECOGNIZE (ORDER BY at MEASURES first(price) AS start_price, last(down.price) AS bottom_price ONE ROW PER MATCH PATTERN (strt down+ up+) DEFINE down AS price < prev(price), up AS price > prev(price)) AS m
ORDER BY 1

-- case: digits_of_sinh
SELECT sinh(DOUBLE '3.5863431648297563'), sinh(DOUBLE '-0.1926707176017386'), sinh(DOUBLE '-1.2613586245804935'), sinh(DOUBLE '-1.6235061750831261'), sinh(DOUBLE '0.15477403431071401'), sinh(DOUBLE '-6.230401412505909'), sinh(DOUBLE '0.6156901341353618'), sinh(DOUBLE '0.4925138060748795'), sinh(DOUBLE '-1.76179557932458'), sinh(DOUBLE '16.6865043925946'), sinh(DOUBLE '-0.23787553337337286'), sinh(DOUBLE '0.5611668316767084'), sinh(DOUBLE '-0.1706804736017693'), sinh(DOUBLE '0.8312384859917978'), sinh(DOUBLE '0.05153856542825519'), sinh(DOUBLE '20.79501731287072'), sinh(DOUBLE '-1.732693971453834'), sinh(DOUBLE '-1.1459932860816298'), sinh(DOUBLE '28.82153647045753'), sinh(DOUBLE '-0.3208343960929412'), sinh(DOUBLE '1.1140434347066033'), sinh(DOUBLE '-29.09102933224609'), sinh(DOUBLE '1.0321620679750354'), sinh(DOUBLE '-29.342699173140495'), sinh(DOUBLE '0.3465735'), sinh(DOUBLE '0.5'), sinh(DOUBLE '709.5'), sinh(DOUBLE '710.2'), sinh(DOUBLE '-710.4'), sinh(DOUBLE '1e-09'), sinh(DOUBLE '22.0'), sinh(DOUBLE '21.999')

-- case: ends_of_sinh
SELECT sinh(nan()), sinh(infinity()), sinh(-infinity()), sinh(DOUBLE '-0.0'), sinh(NULL), sinh(1000)

-- case: digits_of_cosh
SELECT cosh(DOUBLE '1.1880860473758963'), cosh(DOUBLE '-0.21030048999591378'), cosh(DOUBLE '-6.974892713200461'), cosh(DOUBLE '-17.228059619454633'), cosh(DOUBLE '28.49142363819994'), cosh(DOUBLE '1.9916148747463556'), cosh(DOUBLE '-0.4229014517117826'), cosh(DOUBLE '-21.218483799736187'), cosh(DOUBLE '16.361381386369388'), cosh(DOUBLE '1.3211579113103378'), cosh(DOUBLE '-1.639531308152279'), cosh(DOUBLE '-7.879487705959065'), cosh(DOUBLE '-1.491115630890886'), cosh(DOUBLE '1.4661026712088892'), cosh(DOUBLE '-0.7567548481099688'), cosh(DOUBLE '0.901563858681937'), cosh(DOUBLE '-6.707403712485842'), cosh(DOUBLE '0.41413685913377396'), cosh(DOUBLE '0.7413495910234005'), cosh(DOUBLE '12.27476763350262'), cosh(DOUBLE '24.289443610519008'), cosh(DOUBLE '-0.8262586140610515'), cosh(DOUBLE '-1.4943993023515842'), cosh(DOUBLE '-0.8791224297165798'), cosh(DOUBLE '0.3465735'), cosh(DOUBLE '0.5'), cosh(DOUBLE '709.5'), cosh(DOUBLE '710.2'), cosh(DOUBLE '-710.4'), cosh(DOUBLE '1e-09'), cosh(DOUBLE '22.0'), cosh(DOUBLE '21.999')

-- case: ends_of_cosh
SELECT cosh(nan()), cosh(infinity()), cosh(-infinity()), cosh(DOUBLE '-0.0'), cosh(NULL), cosh(1000)

-- case: digits_of_tanh
SELECT tanh(DOUBLE '-25.850740550818777'), tanh(DOUBLE '-0.2171779200713626'), tanh(DOUBLE '-0.8721524665121625'), tanh(DOUBLE '-21.69550140607049'), tanh(DOUBLE '1.9219736853529494'), tanh(DOUBLE '25.415242024314786'), tanh(DOUBLE '1.6408498095712676'), tanh(DOUBLE '8.171071294620774'), tanh(DOUBLE '-1.7309177002162346'), tanh(DOUBLE '-25.484225994456967'), tanh(DOUBLE '0.9480219794650355'), tanh(DOUBLE '24.900154773122402'), tanh(DOUBLE '-1.6602927242175953'), tanh(DOUBLE '1.4844050364880435'), tanh(DOUBLE '4.368449903070562'), tanh(DOUBLE '-0.4832943206227158'), tanh(DOUBLE '8.364258758238108'), tanh(DOUBLE '13.69242459393287'), tanh(DOUBLE '11.649388334581047'), tanh(DOUBLE '-0.23791001848512217'), tanh(DOUBLE '0.8718779816283977'), tanh(DOUBLE '0.4051410581985784'), tanh(DOUBLE '-23.226903901733202'), tanh(DOUBLE '-29.321567698738868'), tanh(DOUBLE '0.3465735'), tanh(DOUBLE '0.5'), tanh(DOUBLE '709.5'), tanh(DOUBLE '710.2'), tanh(DOUBLE '-710.4'), tanh(DOUBLE '1e-09'), tanh(DOUBLE '22.0'), tanh(DOUBLE '21.999')

-- case: ends_of_tanh
SELECT tanh(nan()), tanh(infinity()), tanh(-infinity()), tanh(DOUBLE '-0.0'), tanh(NULL), tanh(1000)
