//! Rows of a partition into one Parquet object, column by column, so that several threads can work on one object.
//!
//! What is chosen for the files, and why:
//!
//! | Setting | Value | Reason |
//! |---|---|---|
//! | rows | sorted by key, change sequence, change id; `sorting_columns` says so | a look-up by key reads one page of a few columns |
//! | row group | [`ROW_GROUP_ROWS`] rows | enough for a dictionary to pay and for several threads to read one object |
//! | compression | zstd level 1 | on this data as small as level 3, and faster; a third smaller than snappy |
//! | statistics | chunk and page for columns that are not nested, chunk for the others | no engine prunes pages by a nested value |
//! | bloom filter | key columns, 1 % false positives | keys are looked up one by one |
//! | dictionary | where a sample of the values repeats itself | looking up unique values costs time and saves nothing |
//! | otherwise | delta for times, integers, sorted texts and ids; plain for decimals and other texts | what is close, and what repeats the row before |
//! | format | version 1.0, data pages v1 | what Athena, Trino, Hive, Spark, DuckDB, pyarrow and DataFusion all read |
//!
//! The writing threads' number and order do not show in the bytes.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use arrow::datatypes::SchemaRef;
use lakebed_record::definition::{CHANGE_ID, CHANGE_SEQUENCE};
use lakebed_record::plan::{NodeId, Plan};
use parquet::arrow::arrow_writer::{
    ArrowColumnChunk, ArrowColumnWriter, ArrowRowGroupWriterFactory, compute_leaves,
};
use parquet::arrow::{ArrowSchemaConverter, parquet_to_arrow_schema};
use parquet::basic::{Compression, ConvertedType, Encoding, Type as PhysicalType, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::{KeyValue, SortingColumn};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{ColumnDescriptor, SchemaDescriptor};

use super::buffer::{Held, Rows};
use crate::columns::{Columns, Pick, RowOrder, Sample, gather_column, into_array};

/// Most rows of a row group. Some 50 MiB of order changes in memory, some 5 MiB in the file.
pub const ROW_GROUP_ROWS: usize = 131_072;

/// Most bytes of change records in a row group: keeps the texts of a column well below the 2 GiB that an Arrow array can address.
const ROW_GROUP_RECORD_BYTES: u64 = 256 << 20;

/// Rows of a data page at most, so that a look-up by key decompresses little.
pub const PAGE_ROWS: usize = 20_000;

/// False positives of the bloom filters.
const BLOOM_FALSE_POSITIVES: f64 = 0.01;

/// Written into the files as their creator.
pub const CREATED_BY: &str = "lakebed";

/// Key of a file's footer: the version of the definition that all its rows are of.
pub(crate) const DEFINITION: &str = "lakebed.definition";

/// What all objects of a table have in common.
pub(crate) struct ObjectFormat {
    plan: Arc<Plan>,
    schema: SchemaRef,
    read_schema: SchemaRef,
    parquet: SchemaDescriptor,
    /// Parquet's leaf columns of each column, in order.
    leaves: Vec<Range<usize>>,
    order: RowOrder,
    version: String,
}

/// An object in the making.
pub(crate) struct Draft {
    sources: Vec<Arc<Held>>,
    picks: Vec<Pick>,
    groups: Vec<Range<usize>>,
    columns: usize,
    /// Rows that were there already.
    pub duplicates: usize,
    file: Mutex<Option<SerializedFileWriter<Vec<u8>>>>,
    /// By row group, then column.
    chunks: Vec<Mutex<Chunk>>,
    missing: AtomicUsize,
}

/// A column of a row group.
enum Chunk {
    Due(Vec<ArrowColumnWriter>),
    Busy,
    Done(Vec<ArrowColumnChunk>),
}

impl ObjectFormat {
    pub fn new(plan: Arc<Plan>) -> Result<Self, ParquetError> {
        let schema = crate::schema::arrow_schema(&plan);
        let parquet = ArrowSchemaConverter::new()
            .schema_root("changes")
            .convert(&schema)?;
        let mut leaves = Vec::with_capacity(plan.columns());
        let mut next = 0;
        for column in 0..plan.columns() {
            let count = parquet
                .columns()
                .iter()
                .filter(|leaf| leaf.path().parts()[0] == plan.nodes()[column].name)
                .count();
            leaves.push(next..next + count);
            next += count;
        }
        let order = RowOrder::new(&plan);
        let version = crate::definition_version(plan.definition());
        let read_schema = Arc::new(parquet_to_arrow_schema(&parquet, None)?);
        Ok(Self {
            plan,
            schema,
            read_schema,
            parquet,
            leaves,
            order,
            version,
        })
    }

    /// Version of the definition.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The order of the rows.
    pub fn order(&self) -> &RowOrder {
        &self.order
    }

    /// Sorts the rows and makes everything ready for [`ObjectFormat::encode`].
    pub fn draft(&self, rows: Rows) -> Result<Draft, ParquetError> {
        let Rows {
            sources, mut picks, ..
        } = rows;
        let columns: Vec<&Columns> = sources.iter().map(|held| &held.columns).collect();
        let duplicates = self.order.sort(&columns, &mut picks);
        let groups = row_groups(&sources, &picks);
        let properties = Arc::new(self.properties(&columns, &picks, &groups));
        let file =
            SerializedFileWriter::new(Vec::new(), self.parquet.root_schema_ptr(), properties)?;
        let factory = ArrowRowGroupWriterFactory::new(&file, Arc::clone(&self.schema));
        let mut chunks = Vec::with_capacity(groups.len() * self.plan.columns());
        for group in 0..groups.len() {
            let mut writers = factory.create_column_writers(group)?.into_iter();
            chunks.extend(self.leaves.iter().map(|leaves| {
                Mutex::new(Chunk::Due(writers.by_ref().take(leaves.len()).collect()))
            }));
        }
        let missing = AtomicUsize::new(chunks.len());
        Ok(Draft {
            sources,
            picks,
            groups,
            columns: self.plan.columns(),
            duplicates,
            file: Mutex::new(Some(file)),
            chunks,
            missing,
        })
    }

    /// Sorts and encodes rows that were read back, as one object.
    pub fn whole(&self, columns: Columns) -> Result<Vec<u8>, ParquetError> {
        let rows = columns.rows();
        // How long the records were is not known any more: their share of the columns' bytes stands for it.
        let record_bytes = (columns.bytes() / rows.max(1)) as u32;
        let draft = self.draft(Rows {
            sources: vec![Arc::new(Held {
                columns,
                record_bytes: vec![record_bytes; rows],
            })],
            picks: (0..rows as u32)
                .map(|row| Pick { source: 0, row })
                .collect(),
            bytes: 0,
        })?;
        for part in 0..draft.parts() {
            self.encode(&draft, part)?;
        }
        draft.finish()
    }

    /// Encodes a column of a row group: part `part` of [`Draft::parts`]. True when it was the last one that was missing.
    pub fn encode(&self, draft: &Draft, part: usize) -> Result<bool, ParquetError> {
        let chunk = &draft.chunks[part];
        let due = std::mem::replace(
            &mut *chunk.lock().unwrap_or_else(PoisonError::into_inner),
            Chunk::Busy,
        );
        let Chunk::Due(writers) = due else {
            return Ok(false);
        };
        let (group, column) = (part / draft.columns, part % draft.columns);
        let sources: Vec<&Columns> = draft.sources.iter().map(|held| &held.columns).collect();
        let mut sorted = Columns::new(Arc::clone(&self.plan));
        gather_column(
            &sources,
            &draft.picks[draft.groups[group].clone()],
            column as NodeId,
            &mut sorted,
        );
        let field = &self.schema.fields()[column];
        let array = into_array(&mut sorted, column as NodeId, field)?;
        let mut done = Vec::with_capacity(writers.len());
        for (mut writer, leaf) in writers.into_iter().zip(compute_leaves(field, &array)?) {
            writer.write(&leaf)?;
            done.push(writer.close()?);
        }
        *chunk.lock().unwrap_or_else(PoisonError::into_inner) = Chunk::Done(done);
        Ok(draft.missing.fetch_sub(1, Ordering::AcqRel) == 1)
    }

    /// The columns as readers of the files see them.
    pub fn read_schema(&self) -> SchemaRef {
        Arc::clone(&self.read_schema)
    }

    /// The columns as they stand in the files.
    pub fn parquet_schema(&self) -> SchemaDescriptor {
        self.parquet.clone()
    }

    /// Places of the columns by which rows are sorted, in the order in which they count.
    pub fn order_columns(&self) -> Vec<usize> {
        self.order
            .columns
            .iter()
            .map(|column| *column as usize)
            .collect()
    }

    /// Settings of an object that is made of others, with dictionaries for the leaves that had one. When not all of them are of the present
    /// definition, `refined` is false, and it names none.
    pub fn merged_properties(&self, dictionaries: &[bool], refined: bool) -> WriterProperties {
        let had = |column: usize| {
            let leaves = self.leaves[column].clone();
            leaves
                .map(|leaf| dictionaries.get(leaf).copied().unwrap_or(true))
                .collect()
        };
        self.settings(ROW_GROUP_ROWS as u64, refined, had)
    }

    /// Settings of one object: which columns get a dictionary depends on the values.
    fn properties(
        &self,
        sources: &[&Columns],
        picks: &[Pick],
        groups: &[Range<usize>],
    ) -> WriterProperties {
        let sample = Sample::new(picks);
        let largest = groups.iter().map(Range::len).max().unwrap_or(0) as u64;
        self.settings(largest, true, |column| {
            sample.repeats(sources, column as NodeId)
        })
    }

    fn settings(
        &self,
        largest: u64,
        refined: bool,
        repeats: impl Fn(usize) -> Vec<bool>,
    ) -> WriterProperties {
        let definition = self.plan.definition();
        let mut metadata = vec![KeyValue::new(
            "lakebed.table".into(),
            definition.changes_table(),
        )];
        if refined {
            metadata.push(KeyValue::new(DEFINITION.into(), self.version.clone()));
        }
        let sorting = self.order.columns.iter().map(|column| SortingColumn {
            column_idx: self.leaves[*column as usize].start as i32,
            descending: false,
            nulls_first: false,
        });
        let mut properties = WriterProperties::builder()
            .set_writer_version(WriterVersion::PARQUET_1_0)
            .set_created_by(CREATED_BY.into())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_data_page_row_count_limit(PAGE_ROWS)
            .set_key_value_metadata(Some(metadata))
            .set_sorting_columns(Some(sorting.collect()));
        for (column, leaves) in self.leaves.iter().enumerate() {
            let name = &self.plan.nodes()[column].name;
            for (leaf, repeats) in leaves.clone().zip(repeats(column)) {
                let leaf = self.parquet.column(leaf);
                let path = leaf.path().clone();
                let key = definition.primary_key.contains(name);
                let dictionary = repeats && !key && leaf.physical_type() != PhysicalType::BOOLEAN;
                properties = properties.set_column_dictionary_enabled(path.clone(), dictionary);
                if !dictionary && let Some(encoding) = encoding(&leaf, name, key) {
                    properties = properties.set_column_encoding(path.clone(), encoding);
                }
                if leaf.max_rep_level() == 0 && leaf.path().parts().len() == 1 && name != CHANGE_ID
                {
                    properties = properties
                        .set_column_statistics_enabled(path.clone(), EnabledStatistics::Page);
                }
                if key {
                    properties = properties
                        .set_column_bloom_filter_enabled(path.clone(), true)
                        .set_column_bloom_filter_fpp(path.clone(), BLOOM_FALSE_POSITIVES)
                        .set_column_bloom_filter_max_ndv(path, largest.max(1));
                }
            }
        }
        properties.build()
    }
}

impl Draft {
    /// Number of parts to encode.
    pub fn parts(&self) -> usize {
        self.chunks.len()
    }

    /// Rows of the object.
    pub fn rows(&self) -> usize {
        self.picks.len()
    }

    /// Puts the encoded parts together.
    pub fn finish(&self) -> Result<Vec<u8>, ParquetError> {
        let file = self
            .file
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let mut file =
            file.ok_or_else(|| ParquetError::General("the object was finished before".into()))?;
        for group in self.chunks.chunks(self.columns) {
            let mut writer = file.next_row_group()?;
            for chunk in group {
                let chunk = std::mem::replace(
                    &mut *chunk.lock().unwrap_or_else(PoisonError::into_inner),
                    Chunk::Busy,
                );
                let Chunk::Done(leaves) = chunk else {
                    return Err(ParquetError::General("a column is missing".into()));
                };
                for leaf in leaves {
                    leaf.append_to_row_group(&mut writer)?;
                }
            }
            writer.close()?;
        }
        file.into_inner()
    }
}

/// Encoding of values that do not repeat; the format's plain one when there is none.
///
/// Changes of one item stand together, and mostly repeat each other's texts and amounts: written plainly, the compressor takes a whole
/// value from the row before. Times, versions and sorted texts are seldom equal but close, and changes' ids have nothing in common.
fn encoding(leaf: &ColumnDescriptor, column: &str, key: bool) -> Option<Encoding> {
    let decimal = leaf.converted_type() == ConvertedType::DECIMAL;
    match leaf.physical_type() {
        PhysicalType::INT32 | PhysicalType::INT64 if key || !decimal => {
            Some(Encoding::DELTA_BINARY_PACKED)
        }
        PhysicalType::BYTE_ARRAY if key || column == CHANGE_SEQUENCE => {
            Some(Encoding::DELTA_BYTE_ARRAY)
        }
        PhysicalType::BYTE_ARRAY if column == CHANGE_ID => Some(Encoding::DELTA_LENGTH_BYTE_ARRAY),
        _ => None,
    }
}

/// Cuts sorted rows into row groups.
fn row_groups(sources: &[Arc<Held>], picks: &[Pick]) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (row, pick) in picks.iter().enumerate() {
        let record = u64::from(sources[pick.source as usize].record_bytes[pick.row as usize]);
        if row > start && (row - start == ROW_GROUP_ROWS || bytes + record > ROW_GROUP_RECORD_BYTES)
        {
            groups.push(start..row);
            (start, bytes) = (row, 0);
        }
        bytes += record;
    }
    if start < picks.len() {
        groups.push(start..picks.len());
    }
    groups
}
