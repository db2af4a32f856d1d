// SPDX-License-Identifier: Apache-2.0

// The type is public in the library, so what it conforms to must be seen as widely.
public import ArgumentParser
public import NewsArchive

extension QuerySyntax: ExpressibleByArgument {}
