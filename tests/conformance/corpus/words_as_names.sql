-- Words that begin clauses elsewhere, as names of columns and tables, and words that name nothing unless quoted.

-- case: words_0
SELECT top, t.top AS b FROM (VALUES (1, 2)) t(top, c) ORDER BY top

-- case: words_1
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) top ON a.c = top.c

-- case: words_2
SELECT qualify, t.qualify AS b FROM (VALUES (1, 2)) t(qualify, c) ORDER BY qualify

-- case: words_3
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) qualify ON a.c = qualify.c

-- case: words_4
SELECT sample, t.sample AS b FROM (VALUES (1, 2)) t(sample, c) ORDER BY sample

-- case: words_5
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) sample ON a.c = sample.c

-- case: words_6
SELECT window, t.window AS b FROM (VALUES (1, 2)) t(window, c) ORDER BY window

-- case: words_7
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) window ON a.c = window.c

-- case: words_8
SELECT partition, t.partition AS b FROM (VALUES (1, 2)) t(partition, c) ORDER BY partition

-- case: words_9
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) partition ON a.c = partition.c

-- case: words_10
SELECT interval, t.interval AS b FROM (VALUES (1, 2)) t(interval, c) ORDER BY interval

-- case: words_11
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) interval ON a.c = interval.c

-- case: words_12
SELECT interval, t.interval + 1 AS b, interval '1' day AS d, -interval AS m FROM (VALUES (1, 2)) t(interval, c) WHERE interval > 0 ORDER BY interval

-- case: words_13
SELECT view, t.view AS b FROM (VALUES (1, 2)) t(view, c) ORDER BY view

-- case: words_14
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) view ON a.c = view.c

-- case: words_15
SELECT array, t.array AS b FROM (VALUES (1, 2)) t(array, c) ORDER BY array

-- case: words_16
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) array ON a.c = array.c

-- case: words_17
SELECT returning, t.returning AS b FROM (VALUES (1, 2)) t(returning, c) ORDER BY returning

-- case: words_18
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) returning ON a.c = returning.c

-- case: words_19
SELECT format, t.format AS b FROM (VALUES (1, 2)) t(format, c) ORDER BY format

-- case: words_20
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) format ON a.c = format.c

-- case: words_21
SELECT user, t.user AS b FROM (VALUES (1, 2)) t(user, c) ORDER BY user

-- case: words_22
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) user ON a.c = user.c

-- case: words_23
SELECT set, t.set AS b FROM (VALUES (1, 2)) t(set, c) ORDER BY set

-- case: words_24
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) set ON a.c = set.c

-- case: words_25
SELECT start, t.start AS b FROM (VALUES (1, 2)) t(start, c) ORDER BY start

-- case: words_26
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) start ON a.c = start.c

-- case: words_27
SELECT analyze, t.analyze AS b FROM (VALUES (1, 2)) t(analyze, c) ORDER BY analyze

-- case: words_28
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) analyze ON a.c = analyze.c

-- case: words_29
SELECT explain, t.explain AS b FROM (VALUES (1, 2)) t(explain, c) ORDER BY explain

-- case: words_30
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) explain ON a.c = explain.c

-- case: words_31
SELECT output, t.output AS b FROM (VALUES (1, 2)) t(output, c) ORDER BY output

-- case: words_32
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) output ON a.c = output.c

-- case: words_33
SELECT pivot, t.pivot AS b FROM (VALUES (1, 2)) t(pivot, c) ORDER BY pivot

-- case: words_34
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) pivot ON a.c = pivot.c

-- case: words_35
SELECT sort, t.sort AS b FROM (VALUES (1, 2)) t(sort, c) ORDER BY sort

-- case: words_36
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) sort ON a.c = sort.c

-- case: words_37
SELECT cluster, t.cluster AS b FROM (VALUES (1, 2)) t(cluster, c) ORDER BY cluster

-- case: words_38
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) cluster ON a.c = cluster.c

-- case: words_39
SELECT distribute, t.distribute AS b FROM (VALUES (1, 2)) t(distribute, c) ORDER BY distribute

-- case: words_40
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) distribute ON a.c = distribute.c

-- case: words_41
SELECT semi, t.semi AS b FROM (VALUES (1, 2)) t(semi, c) ORDER BY semi

-- case: words_42
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) semi ON a.c = semi.c

-- case: words_43
SELECT anti, t.anti AS b FROM (VALUES (1, 2)) t(anti, c) ORDER BY anti

-- case: words_44
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) anti ON a.c = anti.c

-- case: words_45
SELECT asof, t.asof AS b FROM (VALUES (1, 2)) t(asof, c) ORDER BY asof

-- case: words_46
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) asof ON a.c = asof.c

-- case: words_47
SELECT global, t.global AS b FROM (VALUES (1, 2)) t(global, c) ORDER BY global

-- case: words_48
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) global ON a.c = global.c

-- case: words_51
SELECT settings, t.settings AS b FROM (VALUES (1, 2)) t(settings, c) ORDER BY settings

-- case: words_52
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) settings ON a.c = settings.c

-- case: words_53
SELECT connect, t.connect AS b FROM (VALUES (1, 2)) t(connect, c) ORDER BY connect

-- case: words_54
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) connect ON a.c = connect.c

-- case: words_55
SELECT any, t.any AS b FROM (VALUES (1, 2)) t(any, c) ORDER BY any

-- case: words_56
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) any ON a.c = any.c

-- case: words_57
SELECT some, t.some AS b FROM (VALUES (1, 2)) t(some, c) ORDER BY some

-- case: words_58
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) some ON a.c = some.c

-- case: words_59
SELECT limit, t.limit AS b FROM (VALUES (1, 2)) t(limit, c) ORDER BY limit

-- case: words_60
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) limit ON a.c = limit.c

-- case: words_61
SELECT offset, t.offset AS b FROM (VALUES (1, 2)) t(offset, c) ORDER BY offset

-- case: words_62
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) offset ON a.c = offset.c

-- case: words_63
SELECT fetch, t.fetch AS b FROM (VALUES (1, 2)) t(fetch, c) ORDER BY fetch

-- case: words_64
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) fetch ON a.c = fetch.c

-- case: words_65
SELECT date, t.date AS b FROM (VALUES (1, 2)) t(date, c) ORDER BY date

-- case: words_66
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) date ON a.c = date.c

-- case: words_67
SELECT time, t.time AS b FROM (VALUES (1, 2)) t(time, c) ORDER BY time

-- case: words_68
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) time ON a.c = time.c

-- case: words_69
SELECT timestamp, t.timestamp AS b FROM (VALUES (1, 2)) t(timestamp, c) ORDER BY timestamp

-- case: words_70
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) timestamp ON a.c = timestamp.c

-- case: words_71
SELECT key, t.key AS b FROM (VALUES (1, 2)) t(key, c) ORDER BY key

-- case: words_72
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) key ON a.c = key.c

-- case: words_73
SELECT value, t.value AS b FROM (VALUES (1, 2)) t(value, c) ORDER BY value

-- case: words_74
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) value ON a.c = value.c

-- case: words_75
SELECT row, t.row AS b FROM (VALUES (1, 2)) t(row, c) ORDER BY row

-- case: words_76
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) row ON a.c = row.c

-- case: words_77
SELECT day, t.day AS b FROM (VALUES (1, 2)) t(day, c) ORDER BY day

-- case: words_78
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) day ON a.c = day.c

-- case: words_79
SELECT year, t.year AS b FROM (VALUES (1, 2)) t(year, c) ORDER BY year

-- case: words_80
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) year ON a.c = year.c

-- case: words_81
SELECT type, t.type AS b FROM (VALUES (1, 2)) t(type, c) ORDER BY type

-- case: words_82
SELECT a.c FROM (SELECT 1 AS c) a JOIN (SELECT 1 AS c) type ON a.c = type.c

-- case: words_84
SELECT user, count(*) AS n FROM (VALUES 'a', 'b', 'a') t(user) GROUP BY user ORDER BY user

-- case: words_85
SELECT t.user, upper(user) AS u FROM (VALUES 'a', 'b') t(user) WHERE user <> 'b' ORDER BY t.user

-- case: words_86
SELECT top.id FROM (SELECT 1 AS id) top WHERE top.id = 1

-- case: words_87
-- fails: mismatched input 'semi'. Expecting: '(', ',', 'CROSS', 'EXCE
SELECT x.c FROM (SELECT 1 AS c) x semi JOIN (SELECT 1 AS c) y ON true

-- case: words_88
SELECT sum(a.n) AS s FROM (SELECT 1 AS n) a, (SELECT 2 AS n) format, (SELECT 3 AS n) output

-- case: words_89
SELECT * FROM (VALUES (1, 2)) AS t(format, output) WHERE format = 1 LIMIT 1

-- case: words_90
-- fails: Column 'id' is ambiguous
SELECT e.id FROM (SELECT 1 AS id) e LEFT JOIN (SELECT 1 AS id) start ON e.id = start.id LEFT JOIN (SELECT 2 AS id) set USING (id) ORDER BY 1

-- case: words_91
-- fails: mismatched input 'json_array'. Expecting: <identifier>
SELECT c AS json_array FROM (SELECT 1 AS c) t

-- case: words_92
-- fails: mismatched input 'json_array'. Expecting: 'FUNCTION', 'RECUR
WITH json_array AS (SELECT 1 AS c) SELECT c FROM json_array

-- case: words_93
-- fails: mismatched input 'json_exists'. Expecting: <identifier>
SELECT c AS json_exists FROM (SELECT 1 AS c) t

-- case: words_94
-- fails: mismatched input 'json_exists'. Expecting: 'FUNCTION', 'RECU
WITH json_exists AS (SELECT 1 AS c) SELECT c FROM json_exists

-- case: words_95
-- fails: mismatched input 'json_object'. Expecting: <identifier>
SELECT c AS json_object FROM (SELECT 1 AS c) t

-- case: words_96
-- fails: mismatched input 'json_object'. Expecting: 'FUNCTION', 'RECU
WITH json_object AS (SELECT 1 AS c) SELECT c FROM json_object

-- case: words_97
-- fails: mismatched input 'end'. Expecting: ')', ',', 'EXCEPT', 'FETC
SELECT c AS cc FROM (SELECT 1 AS c) end ORDER BY end.c

-- case: words_98
-- fails: mismatched input 'end'. Expecting: '*', 'ALL', 'DISTINCT', <
SELECT end.c FROM (SELECT 1 AS c) end

-- case: words_99
-- fails: mismatched input 'end'. Expecting: ')', ',', 'EXCEPT', 'FETC
SELECT c FROM (SELECT 1 AS c) end

-- case: words_100
-- fails: mismatched input 'end'. Expecting: ')', ',', 'EXCEPT', 'FETC
SELECT c FROM (SELECT 1 AS c) end ORDER BY c

-- case: words_101
-- fails: mismatched input 'end'. Expecting: ')', ',', 'EXCEPT', 'FETC
SELECT c FROM (SELECT 1 AS c) end WHERE c = 1

-- case: words_102
-- fails: mismatched input 'then'. Expecting: ')', ',', 'EXCEPT', 'FET
SELECT c FROM (SELECT 1 AS c) then

-- case: words_103
SELECT json_object('a': 1) AS o, json_array(1, 2) AS a, json_value('{"x": 1}', 'lax $.x') AS v, json_query('{"x": [1]}', 'lax $.x') AS q, json_exists('{"x": 1}', 'lax $.x') AS e

-- case: words_104
SELECT c FROM (SELECT 1 AS c) AS "json_array"

-- case: words_105
-- fails: mismatched input 'json_array'. Expecting: <identifier>
SELECT c FROM (SELECT 1 AS c) AS json_array
