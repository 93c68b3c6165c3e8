// SPDX-License-Identifier: Apache-2.0

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/// Draws what a terminal shows, read from standard input with its escape sequences for colours, as PNG.
///
/// After the tests of real clients, in the top folder:
///
/// ```
/// java docs/images/TerminalPicture.java docs/images/profanity.png < app/target/clients/profanity.ansi
/// ```
final class TerminalPicture {

    private static final Color PAPER = new Color(0x14181f);
    private static final Color INK = new Color(0xd8dee9);
    private static final List<Color> PALETTE = List.of(
            new Color(0x2e3440), new Color(0xe06c75), new Color(0x98c379), new Color(0xe5c07b),
            new Color(0x24507a), new Color(0xc678dd), new Color(0x7fd0e0), new Color(0xeceff4));
    private static final Font FONT = new Font("DejaVu Sans Mono", Font.PLAIN, 26);
    private static final int MARGIN = 24;

    private final List<String> lines;
    private Color ink = INK;
    private Color paper = PAPER;
    private boolean bold;

    private TerminalPicture(List<String> lines) {
        this.lines = lines;
    }

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        String input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        BufferedImage picture = new TerminalPicture(input.lines().toList()).draw();
        ImageIO.write(picture, "png", Path.of(arguments[0]).toFile());
    }

    private BufferedImage draw() {
        FontMetrics metrics = graphics(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)).getFontMetrics();
        int width = metrics.charWidth('m');
        int height = metrics.getHeight() + 4;
        int columns = lines.stream().mapToInt(line -> line.replaceAll("\u001b\\[[0-9;]*m", "").length()).max().orElse(1);
        BufferedImage picture = new BufferedImage(
                columns * width + 2 * MARGIN, lines.size() * height + 2 * MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = graphics(picture);
        graphics.setColor(PAPER);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        for (int row = 0; row < lines.size(); row++) {
            draw(graphics, lines.get(row), MARGIN + row * height, width, height);
        }
        return picture;
    }

    private static Graphics2D graphics(BufferedImage picture) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(FONT);
        return graphics;
    }

    private void draw(Graphics2D graphics, String line, int top, int width, int height) {
        int left = MARGIN;
        int at = 0;
        while (at < line.length()) {
            if (line.startsWith("\u001b[", at)) {
                int end = line.indexOf('m', at);
                style(line.substring(at + 2, end));
                at = end + 1;
                continue;
            }
            String character = Character.toString(line.codePointAt(at));
            graphics.setColor(paper);
            graphics.fillRect(left, top, width, height);
            graphics.setColor(ink);
            graphics.setFont(bold ? FONT.deriveFont(Font.BOLD) : FONT);
            graphics.drawString(character, left, top + graphics.getFontMetrics().getAscent() + 2);
            left += width;
            at += character.length();
        }
    }

    private void style(String codes) {
        for (String code : codes.split(";")) {
            int number = code.isEmpty() ? 0 : Integer.parseInt(code);
            switch (number) {
                case 0 -> {
                    ink = INK;
                    paper = PAPER;
                    bold = false;
                }
                case 1 -> bold = true;
                case 39 -> ink = INK;
                case 49 -> paper = PAPER;
                default -> {
                    if (number >= 30 && number < 38) {
                        ink = PALETTE.get(number - 30);
                    } else if (number >= 40 && number < 48) {
                        paper = PALETTE.get(number - 40);
                    }
                }
            }
        }
    }
}
