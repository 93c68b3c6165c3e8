// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Lines for `/etc/hosts`, which knows single names and no exceptions.
public final class HostsFile implements RuleFormat {

    @Override
    public String comment() {
        return "#";
    }

    @Override
    public Advice advice(Rules rules) {
        List<String> gaps = new ArrayList<>(List.of(
                "Names below those that are listed: a hosts file cannot deny what is below a name, and messengers",
                "have many. A resolver can (--format dns-rpz).",
                "Programs that ask a resolver themselves (browsers with DNS over HTTPS), or that know addresses.",
                "Other machines."));
        long addresses = rules.networks().size();
        if (addresses > 0) {
            gaps.add("The networks of the services, " + addresses + " of them: a hosts file is about names.");
        }
        return new Advice(
                List.of(
                        "Put these lines below those of /etc/hosts (on Windows",
                        "%SystemRoot%/System32/drivers/etc/hosts)."),
                List.of("Take them out again."),
                gaps);
    }

    @Override
    public void write(Rules rules, StringBuilder text) {
        for (Name name : rules.names().eachDenied()) {
            text.append("0.0.0.0 ").append(name).append("\n:: ").append(name).append('\n');
        }
    }

    @Override
    public Set<Service> stopped(Rules rules) {
        return rules.servicesByName();
    }

    @Override
    public List<LeftOut> leftOut(Rules rules) {
        return rules.leftOut().stream().filter(LeftOut::isName).toList();
    }
}
