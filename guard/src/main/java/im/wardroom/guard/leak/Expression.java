// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/// Whatever an organisation's own pattern matches. RE2 takes time in proportion to the text, whatever the pattern is.
public final class Expression implements Recogniser {

    private final Pattern pattern;

    /// @throws IllegalArgumentException if it is no pattern, or one that matches nothing at all
    public Expression(String pattern) {
        try {
            this.pattern = Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        if (this.pattern.matcher("").find()) {
            throw new IllegalArgumentException("it matches an empty text");
        }
    }

    @Override
    public List<Span> find(Reading reading) {
        List<Span> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(reading.plain());
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                found.add(new Span(matcher.start(), matcher.end()));
            }
        }
        return found;
    }
}
