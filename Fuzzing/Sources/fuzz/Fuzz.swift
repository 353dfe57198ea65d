// SPDX-License-Identifier: Apache-2.0
import CFuzzer
import Foundation

/// Feeds one target, named by JIEDUI_FUZZ_TARGET, with what libFuzzer makes up; its options are libFuzzer's.
///
/// The target stands in the environment and not among the arguments, because libFuzzer starts itself again to
/// minimise a finding.
@main
enum Fuzz {
    static let target = FuzzTarget(rawValue: ProcessInfo.processInfo.environment["JIEDUI_FUZZ_TARGET"] ?? "")

    static func main() {
        guard target != nil else {
            print("JIEDUI_FUZZ_TARGET names one of: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))")
            exit(2)
        }
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(
            LLVMFuzzerRunDriver(&count, &arguments) { data, size in
                let faults = Fuzz.target?.faults(in: Array(UnsafeBufferPointer(start: data, count: size))) ?? []
                if let fault = faults.first { fatalError(fault) }
                return 0
            })
    }
}
