// Sheets that print one at a time.
import { printButtons } from "./tool.js";

printButtons();
