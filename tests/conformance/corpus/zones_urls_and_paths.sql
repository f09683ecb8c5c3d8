-- What texts mean: zones by all their names, times read without a year, URLs, JSON paths and keys, and arguments that functions refuse.

-- case: names_of_utc_in_literals
SELECT TIMESTAMP '2024-01-01 00:00:00 +00:00' AS a, TIMESTAMP '2024-01-01 00:00:00 GMT' AS b, TIMESTAMP '2024-01-01 00:00:00Z' AS c, TIMESTAMP '2024-01-01 00:00:00 Zulu' AS d, TIMESTAMP '2024-01-01 00:00:00 Etc/UTC' AS e, TIMESTAMP '2024-01-01 00:00:00 UCT' AS f, TIMESTAMP '2024-01-01 00:00:00 -00:00' AS g, TIMESTAMP '2024-01-01 00:00:00 Etc/GMT+0' AS h, TIMESTAMP '2024-01-01 00:00:00 +00:00:00' AS i

-- case: offsets_in_literals
SELECT TIMESTAMP '2024-01-01 00:00:00 +5' AS a, TIMESTAMP '2024-01-01 00:00:00 +05' AS b, TIMESTAMP '2024-01-01 00:00:00 +0530' AS c, TIMESTAMP '2024-01-01 00:00:00 +05:30:00' AS d, TIMESTAMP '2024-01-01 00:00:00 UTC+5' AS e, TIMESTAMP '2024-01-01 00:00:00 GMT-05:30' AS f, TIMESTAMP '2024-01-01 00:00:00 UT+1' AS g, TIMESTAMP '2024-01-01 00:00:00 Etc/GMT+5' AS h, TIMESTAMP '2024-01-01 00:00:00 Etc/GMT-14' AS i, TIMESTAMP '2024-01-01 00:00:00 -00:30' AS j

-- case: zones_behind_days_and_short_clocks
SELECT TIMESTAMP '2024-01-01 UTC' AS a, TIMESTAMP '2024-01-01 +05:30' AS b, TIMESTAMP '2024-01-01 0:0:0 UTC' AS c, TIMESTAMP '2024-01-01 00:00UTC' AS d, TIMESTAMP '2024-01-01 00:00  UTC' AS e, TIMESTAMP '2024-01-01 00:00 ' AS f, TIMESTAMP '2024-1-1 9:5' AS g

-- case: literal_with_one_digit_of_hours_and_minutes
-- fails: +5:30 is no offset
SELECT TIMESTAMP '2024-01-01 00:00:00+5:30'

-- case: literal_with_short_minutes_behind_utc
-- fails: UTC+5:3 is no zone of a literal
SELECT TIMESTAMP '2024-01-01 00:00:00 UTC+5:3'

-- case: literal_with_two_digits_behind_etc_gmt
-- fails: Etc/GMT+05 is no zone of a literal
SELECT TIMESTAMP '2024-01-01 00:00:00 Etc/GMT+05'

-- case: literal_with_seconds_in_the_offset
-- fails: there is no such zone
SELECT TIMESTAMP '2024-01-01 00:00:00 +05:30:15'

-- case: literal_too_far_east
-- fails: zones end at 14 hours
SELECT TIMESTAMP '2024-01-01 00:00:00 +14:30'

-- case: literal_with_an_american_short_name
-- fails: EST is no zone
SELECT TIMESTAMP '2024-01-01 00:00:00 EST'

-- case: literal_with_a_small_z
-- fails: Z alone is UTC
SELECT TIMESTAMP '2024-01-01 00:00:00 z'

-- case: literal_with_a_blank_behind_the_zone
-- fails: a zone ends the text
SELECT TIMESTAMP '2024-01-01 00:00 UTC '

-- case: literal_with_a_blank_before_the_day
-- fails: the day starts the text
SELECT TIMESTAMP ' 2024-01-01 00:00'

-- case: literal_with_two_blanks
-- fails: one blank separates the day from the clock
SELECT TIMESTAMP '2024-01-01  00:00'

-- case: names_of_utc_in_functions
SELECT from_unixtime(0, 0, 0) AS a, from_unixtime(0, '+00:00') AS b, from_unixtime(0, 'Etc/UTC') AS c, at_timezone(TIMESTAMP '2024-01-01 00:00:00 Europe/Paris', '-00:00') AS d, with_timezone(TIMESTAMP '2024-01-01 00:00:00', 'Universal') AS e, TIMESTAMP '2024-01-01 00:00:00' AT TIME ZONE 'GMT0' AS f, TIMESTAMP '2024-01-01 00:00:00' AT TIME ZONE INTERVAL '0' HOUR AS g, at_timezone(TIMESTAMP '2024-01-01 00:00:00 UTC', 'Greenwich') AS h

-- case: offsets_in_functions
SELECT at_timezone(TIMESTAMP '2024-01-01 00:00:00 UTC', 'Etc/GMT+5') AS a, at_timezone(TIMESTAMP '2024-01-01 00:00:00 UTC', 'Etc/GMT+5:30') AS b, at_timezone(TIMESTAMP '2024-01-01 00:00:00 UTC', 'UTC+5:3') AS c, at_timezone(TIMESTAMP '2024-01-01 00:00:00 UTC', 'UTC-0:30') AS d, with_timezone(TIMESTAMP '2024-01-01 00:00:00', '+053000') AS e, from_unixtime(0, -5, -30) AS f, from_unixtime(0, 'GMT+5') AS g, at_timezone(TIMESTAMP '2024-01-01 00:00:00 UTC', 'EST5EDT') AS h

-- case: zones_of_a_column
SELECT at_timezone(x, 'GMT') AS a, x AT TIME ZONE '+00:00' AS b, at_timezone(x, 'Etc/GMT-2') AS c, with_timezone(CAST(x AS timestamp), 'Zulu') AS d
FROM (VALUES (1, TIMESTAMP '2024-01-01 00:00:00.000 UTC'), (2, TIMESTAMP '2024-07-01 12:30:00.000 UTC')) AS t(id, x)
ORDER BY id

-- case: at_timezone_of_a_short_name
-- fails: EST is no zone
SELECT at_timezone(TIMESTAMP '2024-01-01 00:00:00 UTC', 'EST')

-- case: at_timezone_of_hawaii
-- fails: HST is no zone
SELECT at_timezone(TIMESTAMP '2024-01-01 00:00:00 UTC', 'HST')

-- case: at_timezone_with_one_digit_of_hours_and_minutes
-- fails: +5:30 is no offset
SELECT at_timezone(TIMESTAMP '2024-01-01 00:00:00 UTC', '+5:30')

-- case: at_timezone_with_digits_behind_utc
-- fails: UTC+0530 is no zone
SELECT at_timezone(TIMESTAMP '2024-01-01 00:00:00 UTC', 'UTC+0530')

-- case: at_timezone_with_a_blank
-- fails: zones have no blanks
SELECT at_timezone(TIMESTAMP '2024-01-01 00:00:00 UTC', 'UTC ')

-- case: at_timezone_in_small_letters
-- fails: names keep their case
SELECT at_timezone(TIMESTAMP '2024-01-01 00:00:00 UTC', 'utc')

-- case: a_date_at_a_time_zone
-- fails: AT TIME ZONE takes no date
SELECT DATE '2024-01-01' AT TIME ZONE 'UTC'

-- case: dates_in_zone_functions
SELECT at_timezone(DATE '2024-01-01', 'UTC') AS a, with_timezone(DATE '2024-01-01', 'Europe/Paris') AS b

-- case: casts_to_utc
SELECT CAST('2024-01-01 00:00:00 +00:00' AS timestamp with time zone) AS a, CAST('2024-01-01 00:00:00 GMT' AS timestamp with time zone) AS b, CAST('2024-01-01 00:00:00 Etc/GMT+5' AS timestamp with time zone) AS c, CAST('2024-01-01 00:00:00 UTC ' AS timestamp with time zone) AS d, TRY_CAST('2024-01-01 00:00:00 EST' AS timestamp with time zone) AS e

-- case: casts_of_a_column_to_utc
SELECT CAST(x AS timestamp with time zone) AS a
FROM (VALUES '2024-01-01 00:00:00 +00:00', '2024-01-02 00:00:00 GMT', '2024-01-03 00:00:00', '2024-01-04 00:00:00Z') AS t(x)
ORDER BY x

-- case: iso_texts_in_utc
SELECT from_iso8601_timestamp('2024-01-01T00:00:00+00:00') AS a, from_iso8601_timestamp('2024-01-01T00:00:00-0000') AS b, from_iso8601_timestamp('2024-01-01T00:00:00+01') AS c, from_iso8601_timestamp('2024-01-01T00:00:00z') AS d, from_iso8601_timestamp_nanos('2024-01-01T00:00:00+00:00') AS e, from_iso8601_timestamp_nanos('2024-01-01T00:00:00.5+05:30') AS f

-- case: iso_text_with_one_digit_of_hours
-- fails: hours have two digits
SELECT from_iso8601_timestamp('2024-01-01T00:00:00+5:30')

-- case: iso_nanos_without_a_colon
-- fails: the offset has a colon
SELECT from_iso8601_timestamp_nanos('2024-01-01T00:00:00+0530')

-- case: zones_of_parsed_times
SELECT parse_datetime('2022 +0000', 'yyyy Z') AS a, parse_datetime('2022 +01:00', 'yyyy Z') AS b, parse_datetime('2022 +01', 'yyyy ZZ') AS c, parse_datetime('2022 Z', 'yyyy ZZ') AS d, parse_datetime('2022 Etc/GMT', 'yyyy ZZZ') AS e, parse_datetime('2022 Etc/GMT+5', 'yyyy ZZZ') AS f, parse_datetime('2022 Europe/Paris', 'yyyy ZZZ') AS g

-- case: short_names_of_parsed_times
SELECT parse_datetime('2024-01-01 EST', 'yyyy-MM-dd z') AS a, parse_datetime('2024-01-01 EDT', 'yyyy-MM-dd z') AS b, parse_datetime('2024-07-01 CST', 'yyyy-MM-dd z') AS c, parse_datetime('2024-01-01 MDT', 'yyyy-MM-dd z') AS d, parse_datetime('2024-01-01 PST', 'yyyy-MM-dd z') AS e, parse_datetime('2024-01-01 UT', 'yyyy-MM-dd z') AS f, parse_datetime('2024-01-01 GMT', 'yyyy-MM-dd z') AS g

-- case: short_name_of_europe
-- fails: the short names are America's
SELECT parse_datetime('2024-01-01 CET', 'yyyy-MM-dd z')

-- case: region_by_an_offset_pattern
-- fails: Z reads an offset
SELECT parse_datetime('2022 Europe/Paris', 'yyyy Z')

-- case: offset_by_a_region_pattern
-- fails: ZZZ reads a name
SELECT parse_datetime('2022 +01:00', 'yyyy ZZZ')

-- case: parsed_time_that_clocks_skip
-- fails: there is no such time
SELECT parse_datetime('2024-03-31 02:30 Europe/Paris', 'yyyy-MM-dd HH:mm ZZZ')

-- case: zones_written
SELECT format_datetime(TIMESTAMP '2024-01-01 00:00:00 GMT', 'ZZZ z ZZ Z') AS a, format_datetime(TIMESTAMP '2024-01-01 00:00:00 Etc/GMT+5', 'ZZZ z ZZ Z') AS b, CAST(TIMESTAMP '2024-01-01 00:00:00 +00:00' AS varchar) AS c, to_iso8601(TIMESTAMP '2024-01-01 00:00:00 Zulu') AS d

-- case: days_without_a_year
SELECT date_parse('5', '%d') AS a, date_parse('Mar', '%b') AS b, date_parse('12-31', '%m-%d') AS c, date_parse('100', '%j') AS d, date_parse('02-29', '%m-%d') AS e, date_parse('5 10', '%d %H') AS f, date_parse('366', '%j') AS g, date_parse('5 123456', '%d %f') AS h

-- case: clocks_without_a_day
SELECT date_parse('10:30', '%H:%i') AS a, date_parse('30', '%i') AS b, date_parse('10 PM', '%h %p') AS c, date_parse('PM', '%p') AS d, date_parse('123456', '%f') AS e, date_parse('x', 'x') AS f

-- case: joda_days_without_a_year
SELECT parse_datetime('03-05', 'MM-dd') AS a, parse_datetime('100', 'DDD') AS b, parse_datetime('10', 'HH') AS c, parse_datetime('02-29', 'MM-dd') AS d, parse_datetime('5', 'e') AS e, parse_datetime('03-05 +01:00', 'MM-dd ZZ') AS f, parse_datetime('10 Europe/Paris', 'HH ZZZ') AS g

-- case: days_of_the_week
SELECT date_parse('Mon', '%a') AS a, date_parse('Sunday', '%W') AS b, date_parse('Mon 10', '%a %H') AS c, date_parse('2024 Mon', '%Y %a') AS d, date_parse('2024-01-05 Mon', '%Y-%m-%d %a') AS e, date_parse('12 Mon', '%m %a') AS f, date_parse('5 Mon', '%d %a') AS g

-- case: weeks
SELECT date_parse('2024', '%x') AS a, date_parse('10', '%v') AS b, date_parse('2024 10', '%x %v') AS c, date_parse('2024 10', '%Y %v') AS d, date_parse('2025 1', '%Y %v') AS e, date_parse('2025 1 10', '%Y %v %H') AS f, date_parse('2024 10 Wed', '%x %v %a') AS g, date_parse('10 Wed', '%v %a') AS h, date_parse('2020 53', '%x %v') AS i, parse_datetime('3 2024', 'e xxxx') AS j

-- case: week_that_the_year_lacks
-- fails: 2024 has 52 weeks
SELECT date_parse('2024 53', '%x %v')

-- case: days_told_twice
SELECT date_parse('100 5', '%j %d') AS a, date_parse('2024 03 100', '%Y %m %j') AS b, parse_datetime('19', 'CC') AS c, parse_datetime('20 05', 'CC MM') AS d, parse_datetime('AD 05', 'G MM') AS e

-- case: parts_of_days_of_a_column
SELECT date_parse(x, '%m-%d') AS a, date_parse(x || ' Mon', '%m-%d %a') AS b, parse_datetime(x, 'MM-dd') AS c
FROM (VALUES '02-29', '12-31', '01-01', CAST(NULL AS varchar)) AS t(x)
ORDER BY x

-- case: empty_pattern
-- fails: a pattern says something
SELECT date_format(TIMESTAMP '2024-01-01 00:00:00', '')

-- case: unix_times_round_half_up
SELECT from_unixtime(-1.0005e0) AS a, from_unixtime(-0.0005e0) AS b, from_unixtime(1.0005e0) AS c, from_unixtime(-0.0015e0) AS d, from_unixtime(-2.5005e0) AS e, from_unixtime(0.49999999999999994e-3) AS f, from_unixtime(-0.50000000000001e-3) AS g, from_unixtime(DECIMAL '-1.0005') AS h, from_unixtime(nan()) AS i

-- case: unix_times_of_a_column
SELECT from_unixtime(x) AS a, from_unixtime(x, 'Europe/Paris') AS b, from_unixtime(x, 1, 30) AS c
FROM (VALUES -1.0005e0, -0.0005e0, 1.0005e0, NULL) AS t(x)
ORDER BY x

-- case: unix_time_out_of_range
-- fails: milliseconds do not reach that far
SELECT from_unixtime(1e300)

-- case: clocks_round_into_the_next_day
SELECT CAST('23:59:59.9996' AS time) AS a, CAST('23:59:59.9994' AS time) AS b, CAST('12:00:00.9996' AS time) AS c, CAST('23:59:59.5' AS time(0)) AS d, CAST('12:00:00.4996' AS time(0)) AS e

-- case: clocks_of_a_column_round
SELECT CAST(x AS time) AS a, CAST(x AS time(0)) AS b FROM (VALUES '23:59:59.9996', '12:00:00.4996', '12:00:00') AS t(x) ORDER BY x

-- case: hosts
SELECT u, url_extract_protocol(u) AS protocol, url_extract_host(u) AS host, url_extract_port(u) AS port, url_extract_path(u) AS path
FROM (VALUES 'http://a_b.com/p', 'http://a..b/p', 'http://-a.com/p', 'http://a-.com/p', 'http://1.2.3/p', 'http://a.123/p', 'http://1.2.3.4:80/p', 'http://256.1.1.1/p', 'http://01.2.3.4/p', 'http://1.2.3.4.com/p', 'http://1', 'http://a.1b', 'http://a.com./p', 'http://.a.com/p', 'http://a,b/p', 'http://a%20b.com/p', 'http://é.com/é', 's3://my_bucket/key', 's3://my-bucket/key', 'file:///etc/passwd', 'http:/p', 'A://H/P', 'ht_tp://a.com/p', '1a:b', '//a.com/p', 'p/q', '') AS t(u)
ORDER BY u

-- case: ports_and_users
SELECT u, url_extract_host(u) AS host, url_extract_port(u) AS port, url_extract_path(u) AS path
FROM (VALUES 'http://a.com:80x/p', 'http://a.com:/p', 'http://a.com:99999999999/p', 'http://a.com:65536/p', 'http://a.com:080/p', 'http://a.com:80:90/p', 'http://a_b.com:80/p', 'http://u:p@a.com:8080/p', 'http://u@v@a.com/p', 'http://u_x@a.com/p', 'http://@a.com/p', 'http://us[er@a.com/p', 'http://[::1]:80/p', 'http://[::1%25eth0]/p', 'http://[fe80::1%eth0]/p', 'http://[zz]/p', 'http://[::1]x/p', 'http://a.com:80?x=1', 'http://a.com:80#f') AS t(u)
ORDER BY u

-- case: paths_queries_and_fragments
SELECT u, url_extract_path(u) AS path, url_extract_query(u) AS query, url_extract_fragment(u) AS fragment
FROM (VALUES 'http://a.com/p#a#b', 'http://a.com/p?a?b', 'http://a.com/%zz', 'http://a.com/?q=%', 'http://a.com/%C3%A9?x=%C3%A9#%C3%A9', 'http://a.com/%E9', 'http://a.com/%ED%A0%80', 'http://a.com/[x]', 'http://a.com/?x=[1]', 'http://a.com/#[1]', 'http://a.com/;a=1,b=2', 'http://a.com/a|b', 'http://a.com/?x={1}', 'http://a.com/ ', 'mailto:a@b.c?x=1#f', 'jdbc:mysql://h/p', 'http:', 'http://', 'http:///p', '?x=1', '#f') AS t(u)
ORDER BY u

-- case: names_of_parameters_stay_encoded
SELECT url_extract_parameter('http://a.com/?a%20b=c%20d&e+f=g+h', 'a b') AS a, url_extract_parameter('http://a.com/?a%20b=c%20d&e+f=g+h', 'a%20b') AS b, url_extract_parameter('http://a.com/?a%20b=c%20d&e+f=g+h', 'e f') AS c, url_extract_parameter('http://a.com/?a%20b=c%20d&e+f=g+h', 'e+f') AS d, url_extract_parameter('http://a.com/?=y', '') AS e, url_extract_parameter('mailto:a?x=1', 'x') AS f, url_extract_parameter('http://a_b.com/?x=a=b', 'x') AS g, url_extract_parameter('http://a.com/?x=1#a#b', 'x') AS h

-- case: bytes_that_are_no_text
SELECT url_decode('%E9') AS a, url_decode('%ED%A0%80') AS b, url_decode('x%ED%BF%BFy%E2%82') AS c

-- case: minus_zero_in_json
SELECT JSON '-0' AS a, JSON '-0' = JSON '0' AS b, CAST(JSON '-0' AS varchar) AS c, CAST(JSON '-0' AS double) AS d, JSON '[-0, {"a": -0, "b": -0.0}]' AS e, json_extract('{"a":-0}', '$.a') AS f, json_extract_scalar('{"a":-0}', '$.a') AS g, json_query('[-0]', 'lax $') AS h, json_value('{"a":-0}', 'lax $.a') AS i, json_object('a' : '-0' FORMAT JSON) AS j

-- case: minus_zeros_are_one_value
SELECT count(DISTINCT json_parse(x)) AS n FROM (VALUES '-0', '0', '-0 ') AS t(x)

-- case: keys_of_doubles_in_json
SELECT json_format(CAST(MAP(ARRAY[1.5e0], ARRAY[true]) AS json)) AS a, json_format(CAST(MAP(ARRAY[REAL '0.1', REAL '1e20'], ARRAY[true, false]) AS json)) AS b, json_format(CAST(MAP(ARRAY[1e0, 10e0, 2e0], ARRAY[1, 2, 3]) AS json)) AS c, json_format(CAST(MAP(ARRAY[nan(), infinity(), -0e0], ARRAY[1, 2, 3]) AS json)) AS d, json_format(CAST(MAP(ARRAY[1e10], ARRAY[1]) AS json)) AS e

-- case: keys_of_doubles_of_a_column
SELECT CAST(MAP(ARRAY[x, x + 1], ARRAY['a', 'b']) AS json) AS a FROM (VALUES 0.5e0, 1e7) AS t(x) ORDER BY x

-- case: keys_that_are_positions
SELECT json_extract_scalar('{"a":["x"]}', '$.a.0') AS a, json_extract('["x","y"]', '$["1"]') AS b, json_extract('["x"]', '$.0') AS c, json_size('{"a":[[1,2]]}', '$.a.0') AS d, json_extract('{"a":{"0":"x"}}', '$.a[0]') AS e, json_extract('["x","y"]', '$["01"]') AS f, json_extract('["x"]', '$["+0"]') AS g, json_extract('["x"]', '$["-1"]') AS h, json_extract('["x"]', '$[a]') AS i, json_extract('["x"]', '$[99999999999]') AS j, json_extract('{"00":1,"0":2}', '$[00]') AS k

-- case: keys_without_quotes
SELECT json_extract('{"a:b":1}', '$.a:b') AS a, json_extract('{"_":2}', '$._') AS b, json_extract('{"é":1}', '$.é') AS c, json_extract('{"日本":1}', '$.日本') AS d, json_extract('{"a-b":1}', '$["a-b"]') AS e, json_extract('{"":1}', '$[""]') AS f, json_extract('{"a\"b":1}', '$["a\"b"]') AS g

-- case: path_with_a_dash
-- fails: a dash stands in quotes
SELECT json_extract('{"a-b":1}', '$.a-b')

-- case: path_with_a_blank
-- fails: a blank stands in quotes
SELECT json_extract_scalar('{"a b":1}', '$.a b')

-- case: path_without_a_dollar
-- fails: a path starts with $
SELECT json_extract_scalar('{"a":1}', 'a')

-- case: longer_path_without_a_dollar
-- fails: a path starts with $
SELECT json_extract('{"a":{"b":1}}', 'a.b')

-- case: path_with_a_blank_behind
-- fails: blanks are no part of a path
SELECT json_extract('{"a":1}', '$.a ')

-- case: path_with_a_blank_before
-- fails: blanks are no part of a path
SELECT json_extract('{"a":1}', ' $.a')

-- case: path_with_a_dollar_in_a_key
-- fails: a dollar stands in quotes
SELECT json_extract('{"$a":1}', '$.$a')

-- case: path_with_a_colon_in_brackets
-- fails: a colon in brackets stands in quotes
SELECT json_extract('{"a:b":1}', '$[a:b]')

-- case: path_with_another_escape
-- fails: quotes and backslashes alone are escaped
SELECT json_extract('{"a-b":1}', '$["a\-b"]')

-- case: path_of_a_column_with_a_dash
-- fails: a dash stands in quotes
SELECT json_extract('{"a":1}', p) FROM (VALUES '$.a-b') AS t(p)

-- case: size_by_a_bare_key
-- fails: a path starts with $
SELECT json_size('{"a":1}', 'a')

-- case: empty_path
-- fails: a path starts with $
SELECT json_extract('{"a":1}', '')

-- case: format_of_reals_and_json
SELECT format('%s', REAL '0.1') AS a, format('%10s|', REAL '1e10') AS b, format('%.10f', REAL '0.1') AS c, format('%s', JSON '"x"') AS d, format('%s', JSON '{"a":1}') AS e, format('%s', JSON 'null') AS f, format('%s', CAST(NULL AS json)) AS g, format('%S', JSON '"x"') AS h, format('%5s|%.2s', JSON '1', JSON '"xyz"') AS i

-- case: format_of_a_column_of_reals
SELECT format('%s', x) AS a, format('%s', CAST(x AS json)) AS b FROM (VALUES REAL '0.1', REAL '16777216', NULL) AS t(x) ORDER BY x

-- case: json_object_with_a_key_twice
-- fails: one key twice
SELECT json_object('a' : 1, 'a' : 2)

-- case: json_object_without_unique_keys
-- fails: one key twice
SELECT json_object('a' : 1, 'a' : 2 WITHOUT UNIQUE KEYS)

-- case: json_object_with_a_null_twice
-- fails: NULL is a value, too
SELECT json_object('a' : 1, 'a' : null)

-- case: json_object_of_columns_with_a_key_twice
-- fails: one key twice in the second row
SELECT json_object(k : 1, l : 2) FROM (VALUES ('a', 'b'), ('c', 'c')) AS t(k, l)

-- case: json_object_drops_nulls_first
SELECT json_object('a' : 1, 'a' : null ABSENT ON NULL) AS a, json_object('a' : null, 'a' : null ABSENT ON NULL) AS b, json_object('a' : '{"b":1,"b":2}' FORMAT JSON) AS c, json_object('a' : 1, 'b' : 2 WITH UNIQUE KEYS) AS d

-- case: trim_of_two_arguments
SELECT trim('xax', 'x') AS a, trim('xyaxy', 'yx') AS b, trim('xax', '') AS c, trim('x' || 'ax', 'x') AS d, ltrim('xax', 'x') AS e, trim(BOTH 'x' FROM 'xax') AS f, "trim"(' a ', ' ') AS g

-- case: trim_of_two_columns
SELECT trim(x, y) AS a FROM (VALUES ('xax', 'x'), ('ybyy', 'y'), (NULL, 'x'), ('c', NULL)) AS t(x, y) ORDER BY 1

-- case: trim_of_three_arguments
-- fails: there is no such form
SELECT trim('a', 'b', 'c')

-- case: min_by_of_json
-- fails: json has no order
SELECT min_by(1, j) FROM (VALUES JSON '1') AS t(j)

-- case: max_by_of_maps
-- fails: maps have no order
SELECT max_by(v, j) FROM (VALUES (1, MAP(ARRAY[1], ARRAY[2]))) AS t(v, j)

-- case: max_by_of_arrays_of_json
-- fails: what holds json has no order
SELECT max_by(v, j, 2) FROM (VALUES (1, ARRAY[JSON '1'])) AS t(v, j)

-- case: max_of_arrays_of_json
-- fails: what holds json has no order
SELECT max(j) FROM (VALUES ARRAY[JSON '1']) AS t(j)

-- case: min_by_for_json
SELECT min_by(j, v) AS a, max_by(v, ARRAY[v]) AS b FROM (VALUES (1, JSON '"x"'), (2, JSON '"y"')) AS t(v, j)

-- case: lag_backwards
-- fails: offsets are not negative
SELECT lag(v, -1) OVER (ORDER BY v) FROM (VALUES 1) AS t(v)

-- case: lead_backwards_with_a_default
-- fails: offsets are not negative
SELECT lead(v, -1, 0) OVER (ORDER BY v) FROM (VALUES 1, 2) AS t(v)

-- case: lag_of_the_row_itself
SELECT v, lag(v, 0) OVER (ORDER BY v) AS a, lead(v, 0) OVER (ORDER BY v) AS b FROM (VALUES 1, 2) AS t(v) ORDER BY v

-- case: spooky_hashes
SELECT n, spooky_hash_v2_64(x) AS a, spooky_hash_v2_32(x) AS b
FROM (SELECT n, to_utf8(rpad('', n, 'Lakebed: ')) AS x FROM UNNEST(ARRAY[0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 48, 63, 191, 192, 193, 287, 288, 500]) AS u(n)) AS t
ORDER BY n

-- case: spooky_hash_of_text
-- fails: it takes bytes
SELECT spooky_hash_v2_64('abc')

-- case: both_hours_and_months_of_weeks
SELECT date_parse('17 04 19', '%H %h %i') AS a, date_parse('02 175460 20', '%h %f %H') AS b, date_parse('2015 Dec', '%x %b') AS c, date_parse('2020 07', '%x %m') AS d

-- case: casts_of_digits_behind_utc
SELECT TRY_CAST('2024-01-01 10:00:00UTC+0530' AS timestamp with time zone) AS a, TRY_CAST('2024-01-01 10:00:00 UT+05:30:00' AS timestamp with time zone) AS b, TRY_CAST('2024-01-01 10:00:00 GMT+5:30' AS timestamp with time zone) AS c

-- case: offset_behind_utc_by_a_name_pattern
-- fails: ZZZ reads the names of the database
SELECT parse_datetime('10 UTC-5', 'HH ZZZ')

-- case: width_bucket_of_falling_bounds
SELECT x, width_bucket(x, 10e0, 0e0, 5) AS falling, width_bucket(x, 0e0, 10e0, 5) AS rising
FROM (VALUES -1e0, 0e0, 1.9e0, 2e0, 2.1e0, 9.99e0, 10e0, 11e0, infinity(), -infinity(), NULL) AS t (x)
ORDER BY x

-- case: width_bucket_of_more_buckets_than_there_are_numbers
SELECT width_bucket(1.5, 0, 10, 9223372036854775807), width_bucket(-1, 10, 0, 9223372036854775807)

-- case: width_bucket_behind_the_last_number
-- fails: the bucket is out of range
SELECT width_bucket(11, 0, 10, 9223372036854775807)

-- case: date_add_counts_in_32_bits
SELECT date_add('millisecond', 2147483647, TIMESTAMP '1970-01-01 00:00:00.123456'), date_add('second', 3000000000, TIME '10:00:00')

-- case: date_add_of_more_than_32_bits
-- fails: overflow
SELECT date_add('millisecond', ms, TIMESTAMP '1970-01-01 00:00:00.000') FROM (VALUES BIGINT '1700000000123') AS t (ms)

-- case: date_add_beyond_the_last_timestamp
-- fails: overflow
SELECT date_add('day', 300000000, TIMESTAMP '1970-01-01 00:00:00')
