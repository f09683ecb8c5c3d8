-- case: text_0
SELECT from_iso8601_timestamp('2024-05-11T23.5')

-- case: text_1
SELECT from_iso8601_timestamp('2024-05-11T23:30.25')

-- case: text_2
SELECT from_iso8601_timestamp('2024-05-11T23:30:15,5')

-- case: text_3
SELECT from_iso8601_timestamp('2024-05-11T23,5')

-- case: text_4
SELECT from_iso8601_timestamp('2024-05-11T23.123456789Z')

-- case: text_5
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T23:30.123456789123Z')

-- case: text_6
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T23:30:15.123456789123Z')

-- case: text_7
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T23.')

-- case: text_8
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T23:30:15.')

-- case: text_9
SELECT from_iso8601_timestamp('2024-05-11T1:2:3')

-- case: text_10
SELECT from_iso8601_timestamp('2024-05-11T01:2:03')

-- case: text_11
SELECT from_iso8601_timestamp('2024-05-11T')

-- case: text_12
SELECT from_iso8601_timestamp('T23:00')

-- case: text_13
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('23:00')

-- case: text_14
SELECT from_iso8601_timestamp('2024-05-11T23.5+02:00')

-- case: text_15
SELECT from_iso8601_timestamp('2024-05-11T10:00:00+0200')

-- case: text_16
SELECT from_iso8601_timestamp('2024-05-11T10:00:00+02')

-- case: text_17
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T10:00:00Europe/Paris')

-- case: text_18
SELECT from_iso8601_timestamp('2024-05-11T10:00:00-00:00')

-- case: text_19
SELECT from_iso8601_timestamp('2024-05-11T10:00:00+02:00:00')

-- case: text_20
SELECT from_iso8601_timestamp('2024-05-11T10:00:00z')

-- case: text_21
SELECT from_iso8601_timestamp('2024-05-11t10:00:00Z')

-- case: text_22
SELECT from_iso8601_timestamp('2024-5-1T10:00')

-- case: text_23
SELECT from_iso8601_timestamp('2024-05')

-- case: text_24
SELECT from_iso8601_timestamp('2024')

-- case: text_25
SELECT from_iso8601_timestamp('2024-132')

-- case: text_26
SELECT from_iso8601_timestamp('2024-132T10:00')

-- case: text_27
SELECT from_iso8601_timestamp('2024-W19')

-- case: text_28
SELECT from_iso8601_timestamp('2024-W19-6')

-- case: text_29
SELECT from_iso8601_timestamp('+2024-05-11')

-- case: text_30
SELECT from_iso8601_timestamp('-0001-05-11T00:00')

-- case: text_31
SELECT from_iso8601_timestamp('12024-05-11')

-- case: text_32
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T123:00')

-- case: text_33
SELECT from_iso8601_timestamp('2024-05-11T23:5')

-- case: text_34
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('20240511T101010Z')

-- case: text_35
SELECT from_iso8601_timestamp('2024-w19-6T08Z')

-- case: text_36
SELECT from_iso8601_timestamp('2024-W19T23.25')

-- case: text_37
SELECT from_iso8601_date('2024-w19-6')

-- case: text_38
SELECT from_iso8601_timestamp('T23')

-- case: text_39
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('T')

-- case: text_40
SELECT from_iso8601_timestamp('T23:15+02:00')

-- case: text_41
SELECT from_iso8601_timestamp('t23:15:10.5Z')

-- case: text_42
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('')

-- case: text_43
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T:10')

-- case: text_44
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T10::10')

-- case: text_45
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T10:10:10:10')

-- case: text_46
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T10:10.5:10')

-- case: text_47
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T001:00')

-- case: text_48
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T0001:00')

-- case: text_49
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp(' 2024-05-11T01:00')

-- case: text_50
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11 01:00')

-- case: text_51
SELECT from_iso8601_timestamp('2024-05-11T10.999999999Z')

-- case: text_52
SELECT from_iso8601_timestamp('2024-05-11T10:10:10.9999Z')

-- case: text_53
SELECT from_iso8601_timestamp('-2024-05-11T10:10')

-- case: text_54
SELECT from_iso8601_timestamp('24-05-11T10:10')

-- case: text_55
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T10:10 +02:00')

-- case: text_56
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T10:10+2')

-- case: text_57
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T10:10+02:0')

-- case: text_58
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T10:10+15:00')

-- case: text_59
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2024-05-11T10:10+24:00')

-- case: text_60
SELECT from_iso8601_timestamp('2024-366')

-- case: text_61
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2023-366')

-- case: text_62
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2023-W53-1')

-- case: text_63
SELECT from_iso8601_timestamp('2020-W53-1')

-- case: text_64
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2020-W53-8')

-- case: text_65
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2020-13-01')

-- case: text_66
-- fails: it is no ISO 8601 time
SELECT from_iso8601_timestamp('2023-02-29T00:00')

-- case: texts_of_several_zones
SELECT n, try(from_iso8601_timestamp(s)), try(CAST(from_iso8601_timestamp(s) AS timestamp)), to_unixtime(try(from_iso8601_timestamp(s))) FROM (VALUES (1, '2024-05-11T23.5'), (2, '2024-05-11T24:00:00Z'), (3, 'T23:15+02:00'), (4, '2024-05-11T10:10:10.9999-05:00'), (5, NULL), (6, '2024-W19-6t08Z')) AS t(n, s) ORDER BY n

-- case: in_conditions
SELECT s FROM (VALUES '2024-05-11T10:00:00+02:00', '2024-05-11T09:00:00Z', '2024-05-11T03:00:00-05:00') AS t(s) WHERE from_iso8601_timestamp(s) < TIMESTAMP '2024-05-11 08:30:00 UTC' OR hour(from_iso8601_timestamp(s)) = 9 ORDER BY from_iso8601_timestamp(s), s

-- case: through_a_subquery
SELECT s, to_unixtime(t), at_timezone(t, 'UTC'), CAST(t AS date), date_trunc('hour', t), t + INTERVAL '1' HOUR, format_datetime(t, 'HH:mm ZZ') FROM (SELECT s, parse_datetime(s, 'dd/MMM/yyyy:HH:mm:ss Z') AS t FROM (VALUES '10/Oct/2023:13:55:36 +0200', '11/Oct/2023:00:00:00 -0500', '10/Oct/2023:14:00:01 +0000') AS t(s)) ORDER BY t

-- case: of_utc_in_groups
SELECT date_trunc('hour', from_iso8601_timestamp(s)) AS h, count(*), min(from_iso8601_timestamp(s)), array_agg(from_iso8601_timestamp(s) ORDER BY s) FROM (VALUES '2024-05-11T10:00:00Z', '2024-05-11T10:30:00Z', '2024-05-11T11:00:00Z') AS t(s) GROUP BY 1 ORDER BY 1

-- case: of_other_zones_in_groups
SELECT date_trunc('hour', from_iso8601_timestamp(s)) AS h, count(*) FROM (VALUES '2024-05-11T10:00:00+02:00', '2024-05-11T10:30:00+02:00') AS t(s) GROUP BY 1 ORDER BY 1

-- case: in_windows
SELECT s, lag(t) OVER (ORDER BY t), date_diff('minute', lag(t) OVER (ORDER BY t), t), row_number() OVER (PARTITION BY CAST(t AS date) ORDER BY t) FROM (SELECT s, from_iso8601_timestamp(s) AS t FROM (VALUES '2024-05-11T10:00:00+02:00', '2024-05-11T10:30:00Z', '2024-05-12T01:00:00+05:30') AS t(s)) ORDER BY t

-- case: joined
SELECT a.s, b.s FROM (VALUES '2024-05-11T10:00:00+02:00', '2024-05-11T11:00:00Z') AS a(s) JOIN (VALUES '2024-05-11T08:00:00Z', '2024-05-11T06:00:00-05:00') AS b(s) ON from_iso8601_timestamp(a.s) = from_iso8601_timestamp(b.s) ORDER BY a.s
