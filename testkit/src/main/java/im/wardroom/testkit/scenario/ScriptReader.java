// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

import java.util.ArrayList;
import java.util.List;

/// Reads a file of scripts. A line `= Sentence` begins a script and is its title; `given words` says what its server
/// must be like; `#` begins a comment. A statement begins in the first column; lines that are indented or begin with
/// `<` belong to the one above.
public final class ScriptReader {

    private final String file;
    private final List<Script> scripts = new ArrayList<>();
    private final List<String> givens = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final StringBuilder statement = new StringBuilder();
    private String title = "";
    private int titleLine;
    private int statementLine;

    private ScriptReader(String file) {
        this.file = file;
    }

    /// @throws IllegalArgumentException naming file and line
    public static List<Script> read(String file, String text) {
        ScriptReader reader = new ScriptReader(file);
        int number = 0;
        for (String line : text.lines().toList()) {
            reader.line(++number, line.stripTrailing());
        }
        reader.endScript();
        return List.copyOf(reader.scripts);
    }

    private void line(int number, String line) {
        if (line.startsWith("#")) {
            return;
        }
        if (line.startsWith("= ")) {
            endScript();
            title = line.substring(2).strip();
            titleLine = number;
        } else if (line.startsWith(" ") || line.startsWith("<")) {
            if (statement.isEmpty()) {
                throw problem(number, "this belongs to no statement");
            }
            statement.append('\n').append(line);
        } else {
            endStatement();
            if (!line.isEmpty()) {
                statement.append(line);
                statementLine = number;
            }
        }
    }

    private void endStatement() {
        if (statement.isEmpty()) {
            return;
        }
        String text = statement.toString();
        statement.setLength(0);
        if (title.isEmpty()) {
            throw problem(statementLine, "a script begins with its title");
        }
        if (text.startsWith("given ")) {
            givens.add(text.substring("given ".length()).strip());
            return;
        }
        steps.add(new Step(
                statementLine,
                text,
                StatementReader.read(text).orElseThrow(() -> problem(statementLine, "not understood: " + text))));
    }

    private void endScript() {
        endStatement();
        if (!title.isEmpty()) {
            if (steps.isEmpty()) {
                throw problem(titleLine, "nothing happens in this script");
            }
            scripts.add(new Script(file, titleLine, title, givens, steps));
        }
        title = "";
        givens.clear();
        steps.clear();
    }

    private IllegalArgumentException problem(int line, String text) {
        return new IllegalArgumentException(file + ':' + line + ": " + text);
    }
}
