import "./base.scss";
import "./tokens.css";
import "./xiaoer.css";
import "./pages.css";
import "htmx.org";
import "./keyboard.js";
import "./progress.js";
import "./review.js";
