// SPDX-License-Identifier: Apache-2.0

// A program that uses the library takes queries apart, or makes them, without another import.
@_exported public import enum Searching.Capitals
@_exported public import struct Searching.DayRange
@_exported public import enum Searching.Nearness
@_exported public import struct Searching.Query
@_exported public import struct Searching.QueryError
@_exported public import enum Searching.QueryField
@_exported public import enum Searching.QueryLimits
@_exported public import struct Searching.QueryNote
@_exported public import enum Searching.QuerySyntax
@_exported public import struct Searching.WordCount
