"""The stylesheet of the window, with the colour roles of `app.views.theme.colours_of` to be filled in.

Parts are told by object name (one of a kind) or by the property `look` (many of a kind).
"""

STYLESHEET = """
* { font-size: ${body}px; }
QWidget { color: $ink; }
QMainWindow, QDialog, QMessageBox { background: $surface; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { background: $ink; color: $surface; border: none; padding: 4px 8px; font-size: ${small}px; }

QLabel[look="caption"] { color: $muted; font-size: ${small}px; }
QLabel[look="heading"] { color: $muted; font-size: ${small}px; font-weight: 600; letter-spacing: 1px; }
QLabel[look="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="clock"] { font-size: 48px; font-weight: 600; }
QLabel[look="clock"][over="true"] { color: $bad; }
QLabel[look="error"] { color: $bad; }

QToolBar { border: none; padding: 0; margin: 0; spacing: 0; background: $surface; }
QStatusBar { background: $surface; border: none; min-height: 28px; max-height: 28px; }
QStatusBar::item { border: none; }
#header { background: $surface; border-bottom: 1px solid $line; }
#rail { background: $rail; border-right: 1px solid $line; }
#left { background: $panel; }
#inspector { background: $panel; }
QDockWidget QScrollArea, QDockWidget QScrollArea > QWidget > QWidget,
#left QScrollArea, #inspector QScrollArea, #left QScrollArea > QWidget > QWidget,
#inspector QScrollArea > QWidget > QWidget { background: transparent; border: none; }
#panel, #panelHeader { background: $surface; }
#panelHeader { border-top: 1px solid $line; border-bottom: 1px solid $line; }
QTableView#ranking { background: $surface; border-radius: 0; }
QSlider:horizontal { min-height: 24px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $strong_line; }
QSlider::handle:horizontal { width: 16px; height: 16px; margin: -7px 0; border-radius: 9px; background: $accent;
  border: 1px solid $surface; }
QSlider::handle:horizontal:focus { border: 2px solid $ink; }
#status { background: $surface; border-top: 1px solid $line; }
#status QLabel { color: $muted; font-size: ${small}px; }
#status QLabel[look="room"] { background: $selection; color: $ink; border-radius: 4px; padding: 1px 8px; }
#surround, #start, #framework, #personas, #workspace, #research, #insights, #decide { background: $surround; }
#reading { background: $surface; }
#readingHead { background: $surface; border-bottom: 1px solid $line; }
#ring { border: 2px solid transparent; border-radius: 4px; }
#ring[keys="true"] { border-color: $accent; }
#passageBar { background: $ink; border-radius: 8px; }
#passageBar QLabel { color: $surface; }
#entryBar { background: $surface; border: 2px solid $accent; border-radius: 8px; }
QListView#shelf, QListView#queue { border: none; background: transparent; }
QListView#boardColumn { background: transparent; }
QListView#shelf::item, QListView#queue::item, QListView#boardColumn::item { min-height: 0; padding: 0; }
QListView#shelf::item:hover, QListView#queue::item:hover, QListView#boardColumn::item:hover,
QListView#shelf::item:selected, QListView#queue::item:selected, QListView#boardColumn::item:selected {
  background: transparent; }
#personas QScrollArea, #personas QScrollArea > QWidget > QWidget, #workspace QScrollArea,
#workspace QScrollArea > QWidget > QWidget { background: transparent; border: none; }
#insights QScrollArea, #insights QScrollArea > QWidget > QWidget { background: transparent; border: none; }
#personas QStackedWidget { background: transparent; }
#personas QListView { background: transparent; border-radius: 6px; }
#rankingBar { background: $surface; border-bottom: 1px solid $line; }
#rankingBar QPushButton[look="segment"] { padding: 0 10px; }
#rankingBar QPushButton[look="segment"]:focus { padding: 0 9px; }
#popup { background: $surface; border: 1px solid $strong_line; border-radius: 8px; }
#banner { background: $notice; border-bottom: 1px solid $notice_line; }
#past { border: 2px solid $notice_line; background: $surround; }
#past[keys="true"] { background: $accent; }
#past QStackedWidget, #past QSplitter { background: $surround; }
#pastbar { background: $notice; border-bottom: 1px solid $notice_line; }
#compare, #half { border: 2px solid $surround; background: $surround; }
#compare[keys="true"], #half[keys="true"] { border-color: $accent; }
#compare QStackedWidget, #compare QSplitter { background: $surround; }
#replaybar { background: $surface; border-top: 1px solid $line; }
#results { background: $selection; border-bottom: 1px solid $line; }
#lens { background: $surface; border-bottom: 1px solid $line; }
#lens QLabel { font-size: ${small}px; }
#findbar { background: $surface; border-bottom: 1px solid $line; }
#capture { background: $surface; border-top: 1px solid $line; }
QLineEdit#captureLine { background: transparent; border: 1px solid transparent; }
QLineEdit#captureLine:hover { border-color: $strong_line; }
QLineEdit#captureLine:focus { background: $field; border: 2px solid $accent; }
QListWidget#offers { background: $surface; border: 1px solid $strong_line; border-radius: 6px; padding: 3px; }
QPushButton[look="answer"] { background: $notice; border: 1px solid $notice_line; border-radius: 12px; padding: 0 10px;
  min-height: 22px; font-size: ${small}px; }
QPushButton[look="answer"]:hover { border-color: $ink; }
QPushButton[look="answer"]:focus { border: 2px solid $accent; padding: 0 9px; min-height: 20px; }
#sheet { background: $surface; border: 1px solid $line; border-radius: 8px; }
#question { background: $notice; border: 1px solid $notice_line; border-radius: 8px; }

#rail QToolButton { border: 2px solid transparent; border-radius: 8px; color: $muted; font-size: ${small}px;
  padding: 6px 0 4px 0; background: transparent; }
#rail QToolButton:hover { background: $hover; }
#rail QToolButton:checked { background: $selection; color: $accent; }
#rail QToolButton:focus { border-color: $accent; }

QPushButton { background: $surface; border: 1px solid $strong_line; border-radius: 6px; padding: 0 12px;
  min-height: 30px; }
QPushButton, QToolButton, QCheckBox, QRadioButton { outline: none; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection; }
QPushButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: 28px; }
QPushButton:disabled { color: $muted; border-color: $line; }
QPushButton[look="primary"], QMessageBox QPushButton:default { background: $accent; color: $accent_ink;
  border-color: $accent; }
QPushButton[look="primary"]:hover, QMessageBox QPushButton:default:hover { background: $accent; }
QPushButton[look="primary"]:focus, QMessageBox QPushButton:default:focus { border: 4px double $accent_ink;
  padding: 0 9px; min-height: 24px; }
QPushButton[look="primary"]:disabled { background: $line; color: $muted;
  border-color: $line; }
QPushButton[look="quiet"] { background: transparent; border: 1px solid transparent; }
QPushButton[look="quiet"]:hover { background: $hover; }
QPushButton[look="quiet"]:focus { border: 2px solid $accent; }
QPushButton[look="link"] { background: transparent; border: none; color: $accent; padding: 0 2px; min-height: 20px;
  font-size: ${small}px; text-align: left; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 1px solid $accent; }
QPushButton[look="row"] { background: transparent; border: 2px solid transparent; border-radius: 6px; text-align: left;
  padding: 0 6px; min-height: 24px; }
QPushButton[look="row"]:hover { background: $hover; }
QPushButton[look="row"]:focus { border-color: $accent; }
QPushButton[look="name"] { background: transparent; border: 2px solid transparent; padding: 0; text-align: left;
  font-size: ${title}px; font-weight: 600; min-height: 24px; }
QPushButton[look="name"]:hover { color: $accent; }
QPushButton[look="name"]:focus { border-color: $accent; border-radius: 4px; }
QLabel[look="dots"] { color: $accent; }
QFrame[look="said"] { border: none; border-left: 3px solid $accent; }
QFrame[look="rule"] { background: $line; }
QFrame[look="pain"] { background: $hover; border: none; border-left: 3px solid $bad; border-radius: 4px; }
QPushButton[look="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; padding: 0;
  min-height: 88px; }
QPushButton[look="card"]:hover { border-color: $accent; }
QPushButton[look="card"]:focus { border: 2px solid $accent; min-height: 86px; }
QToolButton { background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:focus { border-color: $accent; }
QToolButton:checked { background: $selection; }
QToolButton::menu-indicator { image: none; }

#blind { background: $surface; border: 2px solid transparent; }
#blind:focus { border-color: $accent; }
QLabel[look="farthest"] { font-size: 26px; font-weight: 600; }
QLabel[look="far"] { font-size: 20px; font-weight: 600; }
QLabel[look="rubric"] { font-size: 16px; }
QLabel[look="farkey"] { background: $hover; border: 1px solid $strong_line; border-radius: 6px; padding: 2px 10px;
  font-size: 16px; color: $muted; }
QLineEdit[look="far"] { font-size: 20px; min-height: 44px; }
QLineEdit[look="far"]:focus { min-height: 42px; }
QFrame[look="boxed"] { border: 1px solid $line; border-radius: 8px; }
QPushButton[look="anchor"] { border-radius: 8px; padding: 0; text-align: left; }
QPushButton[look="anchor"]:focus { border: 2px solid $accent; padding: 0; }
QPushButton[look="anchor"]:checked { background: $selection; border: 2px solid $accent; }
QPushButton[look="anchor"]:checked:focus { border: 4px double $accent; }
QPushButton[look="person"] { font-size: 20px; min-height: 52px; text-align: left; padding: 0 24px; }
QPushButton[look="person"]:focus { min-height: 50px; padding: 0 23px; }
QPushButton[look="criterion"] { background: transparent; border: none; border-bottom: 3px solid transparent;
  border-radius: 0; font-size: 16px; padding: 0 8px; min-height: 34px; color: $muted; }
QPushButton[look="criterion"]:checked { color: $ink; border-bottom-color: $accent; font-weight: 600; }
QPushButton[look="switch"] { padding: 0 4px; }
QPushButton[look="switch"]:checked { background: $selection; border-color: $accent; font-weight: 600; }
QPushButton[look="switch"]:focus { padding: 0 3px; }
QPushButton[look="step"] { padding: 0; min-width: 30px; max-width: 30px; }
QPushButton[look="key"] { background: transparent; border: 1px solid transparent; border-radius: 13px; color: $muted;
  padding: 0 9px; min-height: 24px; font-size: ${small}px; }
QPushButton[look="key"]:checked { background: $hover; border-color: $strong_line; color: $ink; }
QPushButton[look="key"]:disabled { background: transparent; border-color: transparent; color: $muted; }
QPushButton[look="key"]:focus { border: 2px solid $accent; padding: 0 8px; min-height: 22px; }
#pastbar QPushButton:checked { background: $selection; border-color: $accent; }
QPushButton[look="segment"] { border-radius: 0; border-left-width: 0; padding: 0; min-height: 30px; min-width: 22px; }
QPushButton[look="segment"][place="first"] { border-left-width: 1px; border-top-left-radius: 6px;
  border-bottom-left-radius: 6px; }
QPushButton[look="segment"][place="last"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QPushButton[look="segment"]:checked { background: $accent; color: $accent_ink; border-color: $accent; }
QPushButton[look="segment"][default="true"] { background: $selection; color: $accent; }
QPushButton[look="segment"]:focus { border: 2px solid $accent; min-height: 28px; }
QPushButton[look="segment"]:checked:focus { border: 4px double $accent_ink; min-height: 24px; }

QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QComboBox { background: $field;
  border: 1px solid $strong_line;
  border-radius: 6px; padding: 0 8px; selection-background-color: $accent; selection-color: $accent_ink; }
QLineEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QComboBox { min-height: 30px; }
QPlainTextEdit { padding: 4px 4px; }
QPlainTextEdit[look="title"] { font-size: ${title}px; font-weight: 600; background: transparent;
  border-color: transparent; padding: 2px 0; }
QPlainTextEdit[look="title"]:hover { border-color: $strong_line; }
QPlainTextEdit[look="title"]:focus { background: $field; border: 2px solid $accent; padding: 1px 0; }
QPlainTextEdit[look="quote"] { font-style: italic; background: transparent; border-color: transparent; }
QPlainTextEdit[look="quote"]:focus { background: $field; border: 2px solid $accent; }
QLineEdit:hover, QPlainTextEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover, QDateEdit:hover, QComboBox:hover {
  border-color: $muted; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus, QComboBox:focus {
  border: 2px solid $accent; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus, QComboBox:focus { padding: 0 7px;
  min-height: 28px; }
QPlainTextEdit:focus { padding: 3px; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QDateEdit:disabled, QComboBox:disabled { color: $muted;
  border-color: $line; background: $panel; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; height: 0; border: none; }
QAbstractItemView QLineEdit, QAbstractItemView QLineEdit:focus { min-height: 0; padding: 0 5px; }
QAbstractItemView QSpinBox, QAbstractItemView QSpinBox:focus { min-height: 0; padding: 0 5px; border-radius: 0; }
QAbstractSpinBox QLineEdit { border: none; background: transparent; padding: 0; min-height: 0; }
QAbstractSpinBox QLineEdit:focus { border: none; padding: 0; min-height: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$arrow"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $strong_line; padding: 4px; outline: none;
  selection-background-color: $selection; selection-color: $ink; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; }

QTreeView, QListView, QTableView { background: $surface; border: 2px solid transparent; border-radius: 6px;
  outline: none; selection-background-color: $selection; selection-color: $ink; }
#left QTreeView, #left QListView, #inspector QTreeView, #inspector QListView, QDockWidget QTreeView {
  background: transparent; }
QTreeView:focus, QListView:focus, QTableView:focus { border-color: $accent; }
QTreeView::item, QListView::item { min-height: 26px; padding: 0 4px; border: none; color: $ink; }
QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTreeView::item:selected, QListView::item:selected { background: $selection; color: $ink; }
QListView#tray[welcome="true"] { border-color: $accent; background: $selection; }
QListView#tray::item { min-height: 30px; }
QTreeView[look="boxed"], QListView[look="boxed"], QTableView[look="boxed"] { background: $field;
  border: 1px solid $strong_line; }
QTreeView[look="boxed"]:focus, QListView[look="boxed"]:focus, QTableView[look="boxed"]:focus {
  border: 2px solid $accent; }
QTextEdit[look="boxed"] { background: $field; border: 1px solid $strong_line; border-radius: 6px; padding: 4px; }
QTextEdit[look="boxed"]:focus { border: 2px solid $accent; padding: 3px; }
QTableView::item { padding: 4px 8px; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: $panel; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: 4px 8px; font-size: ${small}px; }

QMenuBar { background: $surface; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 5px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $strong_line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 24px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $ink; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 6px; }

QCheckBox, QRadioButton { spacing: 8px; min-height: 26px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QListView::indicator, QTreeView::indicator {
    width: 16px; height: 16px; border: 1px solid $muted; border-radius: 4px; background: $field;
}
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$check");
}
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }

QFrame[look="chip"] { background: $hover; border: 1px solid $line; border-radius: 12px; min-height: 22px;
  max-height: 22px; }
QFrame[look="chip"] QLabel { background: transparent; font-size: ${small}px; }
QToolButton[look="cross"] { padding: 0; border: 2px solid transparent; border-radius: 11px; min-width: 18px;
  max-width: 18px; min-height: 18px; max-height: 18px; color: $muted; }
QToolButton[look="cross"]:hover { color: $ink; background: $selection; }
QToolButton[look="cross"]:focus { border-color: $accent; color: $ink; }
QLineEdit[wrong="true"] { border-color: $bad; }
QCheckBox::indicator:indeterminate, QTreeView::indicator:indeterminate {
    background: $selection; border-color: $accent;
}

#dock_title { background: $panel; border-bottom: 1px solid $line; }
QDockWidget > QWidget { background: $panel; }
QSplitter::handle { background: $line; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }

QAbstractScrollArea::corner { background: transparent; border: none; }
QProgressBar { background: $hover; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $strong_line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

#hint { background: $surface; border: 1px solid $strong_line; border-radius: 8px; }
#overlay { background: $surface; border: 1px solid $strong_line; border-radius: 12px; }
#dark { background: #000000; }
#roomNote { background: $notice; border: 1px solid $notice_line; border-radius: 8px; padding: 8px 16px; }
#overlay:focus { border: 2px solid $accent; }
QLabel[look="key"] { background: $hover; border: 1px solid $strong_line; border-radius: 4px; padding: 1px 6px;
  font-size: ${small}px; }
"""
