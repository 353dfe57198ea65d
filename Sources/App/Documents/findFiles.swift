// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The files that the arguments of a command name: a folder stands for the files in it (and below) that can be
/// read, sorted by path; `-` stands for standard input and stays as it is.
package func findFiles(_ arguments: [String], endings: Set<String>) -> [String] {
    arguments.flatMap { argument -> [String] in
        var isFolder: ObjCBool = false
        guard argument != "-", FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder),
            isFolder.boolValue
        else { return [argument] }
        let inside = FileManager.default.enumerator(atPath: argument)?.compactMap { $0 as? String } ?? []
        return inside.filter { name in
            let last = name.split(separator: "/").last.map(String.init) ?? name
            let ending = last.split(separator: ".").last.map { $0.lowercased() } ?? ""
            return !last.hasPrefix(".") && endings.contains(ending)
        }.sorted().map { argument + "/" + $0 }
    }
}
