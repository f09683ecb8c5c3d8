//! A definition compiled for flattening: which attribute goes to which column, as numbered nodes and look-up tables.

mod ahead;

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::definition::{Column, PartitionKey, TableDefinition, TimeUnit};
use crate::scan::Pattern;
use crate::types::ColumnType;

use ahead::Ahead;

/// A column, field, element or map value of a plan.
pub type NodeId = u32;

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// UTF-8 text.
    String,
    /// Truth value.
    Boolean,
    /// 32 bit integer.
    Int,
    /// 64 bit integer.
    Bigint,
    /// 32 bit floating point.
    Float,
    /// 64 bit floating point.
    Double,
    /// Exact decimal.
    Decimal {
        /// Digits in all.
        precision: u8,
        /// Digits after the point.
        scale: u8,
    },
    /// Days since 1970-01-01.
    Date,
    /// Milliseconds since the epoch, UTC.
    Timestamp,
    /// Bytes.
    Binary,
    /// Plain JSON, stored as text.
    Json,
    /// DynamoDB JSON, stored as text.
    Dynamodb,
    /// List of a node's values.
    Array(NodeId),
    /// Map from text to a node's values.
    Map(NodeId),
    /// Fields in the order of the type.
    Struct(Vec<NodeId>),
}

/// A node: what sinks need to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Column or field name; empty for elements and map values.
    pub name: String,
    /// What it holds.
    pub shape: Shape,
}

/// A compiled definition. Nodes `0..columns()` are the file's columns in order; nested nodes follow.
#[derive(Debug, Clone)]
pub struct Plan {
    definition: TableDefinition,
    nodes: Vec<Node>,
    details: Vec<Detail>,
    columns: usize,
    maps: Vec<AttributeMap>,
    /// Key columns: as many must come in a row.
    pub(crate) keys: usize,
    pub(crate) partition_columns: usize,
    /// Partitioned by the hour too.
    pub(crate) by_hour: bool,
}

/// What only the walk needs to know of a node.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Detail {
    pub unit: Option<TimeUnit>,
    pub key: bool,
    /// The fields of a struct.
    pub map: MapId,
}

pub(crate) type MapId = usize;

/// The map of the item itself.
pub(crate) const ITEM: MapId = 0;

/// The attributes that are known at one place of the item.
#[derive(Debug, Clone, Default)]
pub(crate) struct AttributeMap {
    pub entries: Vec<Entry>,
    /// The entries by the first bytes of their patterns.
    pub ahead: Ahead,
    /// Names are the definition's, not the data's: nobody can choose them to collide.
    index: HashMap<String, u32, FixedState>,
    /// Struct fields also match without regard to case.
    pub fold: bool,
    /// What is unknown here is reported by another walk over the same map.
    pub quiet: bool,
    /// All that matters here stands in a struct's fields as well ([`Entry::beside`]): the struct's walk says where.
    pub beside: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub name: String,
    /// `"name":{"TAG":` with the tag that the column expects, and a string's opening quote.
    pub pattern: Pattern,
    pub tag: Tag,
    /// Length of the name as it stands in the pattern.
    pub name_len: usize,
    pub target: Target,
    /// Where a single column takes a scalar.
    pub scalar: Option<Scalar>,
    /// Of a struct's field: the entry of another walk over the same map that takes the same scalar.
    pub beside: Option<u32>,
}

/// A column or field that takes a scalar behind the tag that it expects.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scalar {
    pub node: NodeId,
    pub key: bool,
    pub form: Form,
}

/// How a scalar is read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    Text,
    /// A text that another walk picks up.
    Passed,
    Boolean,
    Int,
    Bigint,
    Decimal {
        precision: u8,
        scale: u8,
    },
    Date,
    Timestamp,
    /// A timestamp as a number of this unit.
    Epoch(TimeUnit),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Target {
    Column(NodeId),
    /// A partition column: its place among them.
    Partition(usize),
    /// Deeper attributes only.
    Map(MapId),
    /// Several columns, and deeper attributes.
    Many(Vec<Target>),
    /// Another walk over the same map picks it up.
    Elsewhere,
}

/// DynamoDB's type tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    S,
    N,
    B,
    Bool,
    Null,
    M,
    L,
    Ss,
    Ns,
    Bs,
}

impl Tag {
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "S" => Self::S,
            "N" => Self::N,
            "B" => Self::B,
            "BOOL" => Self::Bool,
            "NULL" => Self::Null,
            "M" => Self::M,
            "L" => Self::L,
            "SS" => Self::Ss,
            "NS" => Self::Ns,
            "BS" => Self::Bs,
            _ => return None,
        })
    }

    /// True when the payload is a JSON string.
    pub fn is_string(self) -> bool {
        matches!(self, Self::S | Self::N | Self::B)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::N => "N",
            Self::B => "B",
            Self::Bool => "BOOL",
            Self::Null => "NULL",
            Self::M => "M",
            Self::L => "L",
            Self::Ss => "SS",
            Self::Ns => "NS",
            Self::Bs => "BS",
        }
    }
}

impl AttributeMap {
    #[inline]
    pub fn find(&self, name: &str) -> Option<u32> {
        if let Some(found) = self.index.get(name) {
            return Some(*found);
        }
        if self.fold {
            self.index.get(&name.to_lowercase()).copied()
        } else {
            None
        }
    }

    fn insert(&mut self, name: &str, tag: Tag, target: Target, scalar: Option<Scalar>) {
        let mut pattern = vec![b'"'];
        crate::text::escape(name, &mut pattern);
        let name_len = pattern.len() - 1;
        pattern.extend_from_slice(b"\":{\"");
        pattern.extend_from_slice(tag.as_str().as_bytes());
        pattern.extend_from_slice(b"\":");
        if tag.is_string() {
            pattern.push(b'"');
        }
        self.index
            .insert(name.to_string(), self.entries.len() as u32);
        self.entries.push(Entry {
            name: name.to_string(),
            pattern: Pattern::new(&pattern),
            tag,
            name_len,
            target,
            scalar,
            beside: None,
        });
    }
}

impl Plan {
    /// Compiles a definition.
    #[must_use]
    pub fn compile(definition: &TableDefinition) -> Self {
        let mut plan = Self {
            definition: definition.clone(),
            nodes: Vec::new(),
            details: Vec::new(),
            columns: 0,
            maps: vec![AttributeMap::default()],
            keys: definition.primary_key.len(),
            partition_columns: 0,
            by_hour: definition.partition.contains(&PartitionKey::Hour),
        };
        let schema = definition.file_schema();
        plan.columns = schema.len();
        for column in &schema {
            plan.nodes.push(Node {
                name: column.name.clone(),
                shape: Shape::Json,
            });
            plan.details.push(Detail::default());
        }
        for (id, column) in schema.iter().enumerate() {
            let declared = definition.column(&column.name);
            let key = definition.primary_key.contains(&column.name);
            plan.details[id] = Detail {
                unit: declared.and_then(|c| c.unit),
                key,
                map: 0,
            };
            plan.shape(id, &column.ty);
        }
        let wanted = plan.wanted_columns();
        plan.attributes(ITEM, &wanted, 0, false);
        for map in &mut plan.maps {
            map.ahead = Ahead::of(map.entries.iter().map(|entry| entry.pattern.text()));
        }
        plan
    }

    /// The definition that this plan is of.
    #[must_use]
    pub fn definition(&self) -> &TableDefinition {
        &self.definition
    }

    /// Number of columns in a file; their nodes are `0..columns()`.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// All nodes, by [`NodeId`].
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    pub(crate) fn detail(&self, node: NodeId) -> &Detail {
        &self.details[node as usize]
    }

    pub(crate) fn shape_of(&self, node: NodeId) -> &Shape {
        &self.nodes[node as usize].shape
    }

    pub(crate) fn maps(&self) -> &[AttributeMap] {
        &self.maps
    }

    /// Gives a node its shape, and adds the nodes below it.
    fn shape(&mut self, id: usize, ty: &ColumnType) {
        let shape = match ty {
            ColumnType::String => Shape::String,
            ColumnType::Boolean => Shape::Boolean,
            ColumnType::Int => Shape::Int,
            ColumnType::Bigint => Shape::Bigint,
            ColumnType::Float => Shape::Float,
            ColumnType::Double => Shape::Double,
            &ColumnType::Decimal { precision, scale } => Shape::Decimal { precision, scale },
            ColumnType::Date => Shape::Date,
            ColumnType::Timestamp => Shape::Timestamp,
            ColumnType::Binary => Shape::Binary,
            ColumnType::Json => Shape::Json,
            ColumnType::Dynamodb => Shape::Dynamodb,
            ColumnType::Array(element) => Shape::Array(self.below(id, "", element)),
            ColumnType::Map(value) => Shape::Map(self.below(id, "", value)),
            ColumnType::Struct(fields) => {
                let ids: Vec<_> = fields
                    .iter()
                    .map(|f| self.below(id, &f.name, &f.ty))
                    .collect();
                let mut map = AttributeMap {
                    fold: true,
                    ..AttributeMap::default()
                };
                for (field, node) in fields.iter().zip(&ids) {
                    let target = Target::Column(*node);
                    let tag = expected_tag(&field.ty, self.details[id].unit);
                    let scalar = self.scalar(&target, tag);
                    map.insert(&field.name, tag, target, scalar);
                }
                self.details[id].map = self.maps.len();
                self.maps.push(map);
                Shape::Struct(ids)
            }
        };
        self.nodes[id].shape = shape;
    }

    /// How a target is read that is a scalar column.
    fn scalar(&self, target: &Target, tag: Tag) -> Option<Scalar> {
        let node = match *target {
            Target::Column(node) => node,
            Target::Elsewhere if tag == Tag::S => {
                return Some(Scalar {
                    node: 0,
                    key: false,
                    form: Form::Passed,
                });
            }
            _ => return None,
        };
        let detail = self.detail(node);
        let form = match (self.shape_of(node), detail.unit) {
            (Shape::String, _) => Form::Text,
            (Shape::Boolean, _) => Form::Boolean,
            (Shape::Int, _) => Form::Int,
            (Shape::Bigint, _) => Form::Bigint,
            (&Shape::Decimal { precision, scale }, _) => Form::Decimal { precision, scale },
            (Shape::Date, _) => Form::Date,
            (Shape::Timestamp, None) => Form::Timestamp,
            (Shape::Timestamp, Some(unit)) => Form::Epoch(unit),
            _ => return None,
        };
        Some(Scalar {
            node,
            key: detail.key,
            form,
        })
    }

    fn below(&mut self, parent: usize, name: &str, ty: &ColumnType) -> NodeId {
        let id = self.nodes.len();
        self.nodes.push(Node {
            name: name.into(),
            shape: Shape::Json,
        });
        self.details.push(Detail {
            unit: self.details[parent].unit,
            ..Detail::default()
        });
        self.shape(id, ty);
        id as NodeId
    }

    /// Each declared column with where it goes.
    fn wanted_columns(&mut self) -> Vec<(Column, Target)> {
        let definition = self.definition.clone();
        let mut wanted = Vec::new();
        for (index, column) in definition.columns.into_iter().enumerate() {
            let place = self
                .definition
                .partition
                .iter()
                .filter(|k| matches!(k, PartitionKey::Column(_)));
            let target = match place
                .clone()
                .position(|k| *k == PartitionKey::Column(index))
            {
                Some(place) => Target::Partition(place),
                None => Target::Column(
                    self.nodes
                        .iter()
                        .position(|n| n.name == column.name)
                        .unwrap_or_default() as NodeId,
                ),
            };
            self.partition_columns = place.count();
            wanted.push((column, target));
        }
        wanted
    }

    /// Fills the attribute map of the columns whose paths have `depth` names in common.
    fn attributes(&mut self, map: MapId, wanted: &[(Column, Target)], depth: usize, quiet: bool) {
        self.maps[map].quiet = quiet;
        let mut names: Vec<&str> = Vec::new();
        for (column, _) in wanted {
            if !names.contains(&column.from[depth].as_str()) {
                names.push(&column.from[depth]);
            }
        }
        for name in names {
            let (here, deeper): (Vec<_>, Vec<_>) = wanted
                .iter()
                .filter(|(c, _)| c.from[depth] == name)
                .cloned()
                .partition(|(c, _)| c.from.len() == depth + 1);
            let tag = here
                .first()
                .map_or(Tag::M, |(c, _)| expected_tag(&c.ty, c.unit));
            // A column that takes the whole map leaves nothing undeclared in it; a struct does for the fields that it does not have.
            let whole = here.iter().any(|(c, _)| {
                matches!(
                    c.ty,
                    ColumnType::Json
                        | ColumnType::Dynamodb
                        | ColumnType::Map(_)
                        | ColumnType::Array(_)
                )
            });
            let fields = here.iter().find_map(|(c, t)| match (&c.ty, t) {
                (ColumnType::Struct(_), Target::Column(node)) => {
                    Some(self.details[*node as usize].map)
                }
                _ => None,
            });
            let mut targets: Vec<Target> = here.into_iter().map(|(_, target)| target).collect();
            if !deeper.is_empty() {
                let below = self.maps.len();
                self.maps.push(AttributeMap::default());
                self.attributes(
                    below,
                    &deeper,
                    depth + 1,
                    whole || quiet || fields.is_some(),
                );
                if let Some(fields) = fields {
                    self.leave_to(fields, below);
                    self.pass_over(fields, below);
                    self.link(fields, below);
                }
                targets.push(Target::Map(below));
            }
            let target = if targets.len() == 1 {
                targets.remove(0)
            } else {
                Target::Many(targets)
            };
            let scalar = self.scalar(&target, tag);
            self.maps[map].insert(name, tag, target, scalar);
        }
    }

    /// Marks in a struct's fields what only the columns of `below` pick up, which then say what they leave undeclared.
    fn leave_to(&mut self, fields: MapId, below: MapId) {
        for entry in self.maps[below].entries.clone() {
            if self.maps[fields].index.contains_key(&entry.name) {
                continue;
            }
            self.pass(fields, &entry);
            if let Target::Map(deeper) = entry.target {
                self.speak(deeper);
            }
        }
    }

    fn pass(&mut self, map: MapId, entry: &Entry) {
        let scalar = self.scalar(&Target::Elsewhere, entry.tag);
        self.maps[map].insert(&entry.name, entry.tag, Target::Elsewhere, scalar);
    }

    /// Names in `below` what the struct's walk picks up, so that it is passed without being looked up.
    fn pass_over(&mut self, fields: MapId, below: MapId) {
        for entry in self.maps[fields].entries.clone() {
            if !self.maps[below].index.contains_key(&entry.name) {
                self.pass(below, &entry);
            }
        }
    }

    /// Tells the fields of a struct which of them `below` takes too, so that it need not walk the map once more.
    fn link(&mut self, fields: MapId, below: MapId) {
        self.maps[below].beside = true;
        for index in 0..self.maps[below].entries.len() {
            let entry = &self.maps[below].entries[index];
            let (name, tag) = (entry.name.clone(), entry.tag);
            if entry.target == Target::Elsewhere {
                continue;
            }
            let is_scalar = entry.scalar.is_some();
            let field = self.maps[fields].index.get(&name).copied();
            let field = field.and_then(|field| self.maps[fields].entries.get_mut(field as usize));
            match field {
                Some(field) if is_scalar && field.scalar.is_some() && field.tag == tag => {
                    field.beside = Some(index as u32);
                }
                _ => self.maps[below].beside = false,
            }
        }
    }

    fn speak(&mut self, map: MapId) {
        self.maps[map].quiet = false;
        for entry in self.maps[map].entries.clone() {
            if let Target::Map(deeper) = entry.target {
                self.speak(deeper);
            }
        }
    }
}

/// The tag that a value of a type most likely has.
fn expected_tag(ty: &ColumnType, unit: Option<TimeUnit>) -> Tag {
    match ty {
        ColumnType::String | ColumnType::Date => Tag::S,
        ColumnType::Timestamp if unit.is_some() => Tag::N,
        ColumnType::Timestamp => Tag::S,
        ColumnType::Boolean => Tag::Bool,
        ColumnType::Binary => Tag::B,
        ColumnType::Array(_) => Tag::L,
        ColumnType::Json | ColumnType::Dynamodb | ColumnType::Map(_) | ColumnType::Struct(_) => {
            Tag::M
        }
        _ => Tag::N,
    }
}
