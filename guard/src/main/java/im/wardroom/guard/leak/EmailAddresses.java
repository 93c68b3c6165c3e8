// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import im.wardroom.guard.Glance;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// E-mail addresses; what matters is how many different ones there are.
public record EmailAddresses() implements Recogniser {

    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*)\\.[A-Za-z]{2,24}");

    @Override
    public boolean mayBeBland() {
        return false;
    }

    @Override
    public boolean mayBeIn(Glance words) {
        return words.addresses() > 0;
    }

    @Override
    public List<Span> find(Reading reading) {
        List<Span> found = new ArrayList<>();
        if (reading.plain().indexOf('@') < 0) {
            return found;
        }
        Matcher matcher = ADDRESS.matcher(reading.plain());
        while (matcher.find()) {
            found.add(new Span(matcher.start(), matcher.end()));
        }
        return found;
    }

    /// What is chosen in forms are addresses of accounts, and of no concern here.
    @Override
    public boolean reads(Element element) {
        return !element.namespace().equals("jabber:x:data");
    }

    @Override
    public String identity(Reading reading, Span span) {
        return reading.plain().substring(span.start(), span.end()).toLowerCase(Locale.ROOT);
    }
}
