// SPDX-License-Identifier: Apache-2.0

/// Where something stands in the responsibility loop.
package protocol LoopState: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// True where nothing more is expected of anybody.
    var isEnd: Bool { get }
}

/// What somebody does with it.
package protocol LoopStep: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

/// As whom somebody moves it. How a caller comes to a part is the use cases' to say.
package enum LoopPart: String, CaseIterable, Sendable {
    /// The responsible body, which does the work and hands in.
    case unit
    /// The cooperation office of the same side, which gives out and checks.
    case office
    /// The cooperation office of the other side.
    case otherOffice
    /// Who asked for a decision.
    case applicant
    /// The program itself, when a day comes or what lies below has moved.
    case clock
}

/// What a step asks for besides the right part.
package enum LoopNeed: String, CaseIterable, Sendable {
    /// A reason in words.
    case reason
    /// What is wrong, on the very field where there is one.
    case remark
    /// Every field that must be filled is.
    case complete
    /// What was done, in words, and at least one piece of evidence, or why none is needed.
    case evidence
    /// The paper that was handed in, as a file.
    case paper
    /// Another person than the one who handled or proposed it.
    case secondPerson
    /// A new day by which it is to be done.
    case newDay
    /// The decision in words and its basis.
    case decision
}

/// What is known of the object and decides between two lines of one step.
package enum LoopFact: String, CaseIterable, Sendable {
    /// Both cities answer for it, so that both confirm.
    case joint
    /// Its reporting cycle is closed.
    case cycleClosed
    /// It was prolonged before.
    case prolonged
    /// It was split among bodies below.
    case split
}

/// What a step brings about besides the new state.
package enum LoopEffect: String, CaseIterable, Sendable {
    case tellUnit, tellOffice, tellOtherOffice, tellApplicant
    /// What lies above is looked at: it may be at its end too.
    case raise
    /// Legs of an order go out, or go back to be done again.
    case sendLegs, returnLegs
    /// An item of the next yearly plan continues it.
    case carryOver
    /// The figures that used it change, with the date.
    case correct
}

/// A state machine as a table: one line for each step from a state. What no line says can't be done.
package struct StateTable<State: LoopState, Step: LoopStep>: Sendable {
    /// One step from some states: by whom, what it needs, where it leads and what follows.
    package struct Line: Sendable {
        package let from: Set<State>
        package let step: Step
        package let by: Set<LoopPart>
        package let needs: Set<LoopNeed>
        /// Facts that must hold, and facts that must not.
        package let when: Set<LoopFact>
        package let unless: Set<LoopFact>
        /// nil where it stays as it is.
        package let to: State?
        package let follows: [LoopEffect]

        package init(
            _ from: Set<State>, _ step: Step, by: Set<LoopPart>, needs: Set<LoopNeed> = [], when: Set<LoopFact> = [],
            unless: Set<LoopFact> = [], to: State?, follows: [LoopEffect] = []
        ) {
            (self.from, self.step, self.by, self.needs, self.when) = (from, step, by, needs, when)
            (self.unless, self.to, self.follows) = (unless, to, follows)
        }
    }

    /// In the order in which pages offer the steps.
    package let lines: [Line]
    package let start: State

    package init(start: State, _ lines: [Line]) { (self.start, self.lines) = (start, lines) }

    /// The line of a step from a state, for what is known of the object.
    package func line(_ state: State, _ step: Step, _ facts: Set<LoopFact> = []) -> Line? {
        lines.first {
            $0.step == step && $0.from.contains(state) && $0.when.isSubset(of: facts)
                && $0.unless.isDisjoint(with: facts)
        }
    }

    /// The line by which `parts` may take the step. Throws what stands in the way.
    package func move(
        _ state: State, _ step: Step, by parts: Set<LoopPart>, given: Set<LoopNeed>, _ facts: Set<LoopFact> = []
    ) throws(LoopRefusal) -> Line {
        guard let line = line(state, step, facts) else { throw .notNow }
        guard !line.by.isDisjoint(with: parts) else { throw .notYours(line.by) }
        let missing = line.needs.subtracting(given)
        guard missing.isEmpty else { throw .missing(missing) }
        return line
    }

    /// The steps that `parts` may take from a state, in the order of the table.
    package func steps(_ state: State, by parts: Set<LoopPart>, _ facts: Set<LoopFact> = []) -> [Step] {
        Step.allCases.filter { step in
            line(state, step, facts).map { !$0.by.isDisjoint(with: parts) } ?? false
        }
    }
}

/// Why a step can't be taken.
package enum LoopRefusal: Error, Hashable, Sendable {
    /// The table has no such step from this state.
    case notNow
    /// Others do this.
    case notYours(Set<LoopPart>)
    /// What it needs and was not given.
    case missing(Set<LoopNeed>)
}
